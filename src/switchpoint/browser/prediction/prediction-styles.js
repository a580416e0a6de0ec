/**
 * prediction-styles.js has the styles of a comparison with a guess. They are loaded with it and not
 * with the page.
 */

export const PREDICTION_STYLES = `
.md-typeset [data-part="guessed"] {
  font-size: 0.68rem;
}

.md-typeset [data-part="guessed"] p {
  font-weight: 600;
  margin: 0;
}

.md-typeset [data-part="guessed"] p:not(:empty) {
  margin-top: 0.4rem;
}

.md-typeset [data-part="guessed"] ul {
  list-style: none;
  margin: 0.2rem 0 0;
}

.md-typeset [data-part="guessed"] li {
  margin: 0 0 0.15rem;
  overflow-wrap: anywhere;
}

[data-kind] b {
  color: var(--sp-error);
}

[data-kind="right"] b {
  color: var(--sp-good);
}
`;
