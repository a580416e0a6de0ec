/** advice-styles.js has the styles of advice for beginners, which are loaded with it. */

export const ADVICE_STYLES = `
[data-part="advice"] {
  align-items: center;
  border-left: 3px solid var(--md-accent-fg-color);
  border-top: 1px solid var(--sp-line);
  display: flex;
  flex-wrap: wrap;
  gap: 0.3rem 0.8rem;
  padding: 0.5rem 0.9rem 0.5rem calc(0.9rem - 3px);
}

.md-typeset [data-part="advice"] p {
  flex: 1 1 16rem;
  font-size: 0.7rem;
  line-height: 1.6;
  margin: 0;
  overflow-wrap: anywhere;
}

@media print {
  [data-part="advice"] button {
    display: none;
  }
}
`;
