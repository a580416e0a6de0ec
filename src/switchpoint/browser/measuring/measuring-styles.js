/** measuring-styles.js has the styles of the comparison, which only the page that has it loads. */

export const MEASURING_STYLES = `
.md-typeset .compare {
  border: 1px dashed var(--md-default-fg-color--light);
  border-radius: 0.2rem;
  margin: 1rem 0;
  max-width: 42rem;
  padding: 0 0.9rem;
}

.compare[data-over] {
  background: var(--md-accent-fg-color--transparent);
}

.md-typeset .compare textarea {
  background: var(--md-code-bg-color);
  border: 1px solid var(--md-default-fg-color--lighter);
  color: var(--md-code-fg-color);
  display: block;
  font: 0.68rem var(--md-code-font-family, monospace);
  width: 100%;
}

.md-typeset .compare [data-action="forget"] {
  color: var(--md-typeset-a-color);
  cursor: pointer;
  text-decoration: underline;
}

.md-typeset .compare [role="status"] {
  white-space: pre-line;
}

.md-typeset .compared {
  display: block;
  white-space: nowrap;
}

.compared[data-from="yours"] { color: var(--sp-chart-2); stroke: var(--sp-chart-2); }
.compared[data-from="tab"] { color: var(--sp-chart-5); stroke: var(--sp-chart-5); }
span.compared { stroke: none; }
circle.compared { fill: none; stroke-width: 2.5; }

@media print {
  .md-typeset .compare { display: none; }
}
`;
