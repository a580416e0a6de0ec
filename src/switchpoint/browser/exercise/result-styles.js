/**
 * result-styles.js has the styles of an exercise's results and of the reader's progress. They are
 * loaded with those and not with the page.
 */

export const RESULT_STYLES = `
.md-typeset [data-part="points"] [data-state="passed"] {
  list-style-type: "✓ ";
}

.md-typeset [data-part="points"] [data-state="failed"] {
  list-style-type: "✗ ";
}

.point-state {
  color: var(--md-default-fg-color--light);
  font-weight: 600;
  margin-left: 0.4em;
}

li[data-state="passed"]::marker,
[data-state="passed"] .point-state {
  color: var(--sp-good);
}

li[data-state="failed"]::marker,
[data-state="failed"] .point-state {
  color: var(--sp-error);
}

.md-typeset .point-values {
  display: grid;
  gap: 0 0.6em;
  grid-template-columns: max-content minmax(0, 1fr);
  margin: 0.1rem 0 0.3rem;
}

.md-typeset .point-values :is(dt, dd) {
  font-size: 0.66rem;
  font-weight: 400;
  margin: 0;
}

.md-typeset .point-values code {
  overflow-wrap: anywhere;
  white-space: pre-wrap;
}

.md-typeset [data-part="verdict"]:not(:empty) {
  font-weight: 600;
  margin-top: 0.4rem;
}

[data-part="progress"] {
  align-items: center;
  color: var(--md-default-fg-color--light);
  display: flex;
  flex-wrap: wrap;
  font-size: 0.64rem;
  gap: 0.3rem 0.9rem;
}

.exercise-mark {
  color: var(--md-accent-fg-color);
  flex: none;
  font-size: 0.62rem;
  font-weight: 600;
  margin-left: auto;
}

@media print {
  [data-part="progress"] {
    display: none;
  }
}
`;
