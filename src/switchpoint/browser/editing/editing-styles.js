/**
 * editing-styles.js has the styles of the field for code: the line below it, notes above it, and the
 * playground's list of snippets. They are loaded with the field and not with the page.
 */

export const EDITING_STYLES = `
.md-typeset [data-part="editor"] {
  font-size: 0.68rem;
}

/* Beside a picture the field scrolls in itself, as the code does. */
@media screen {
  @container (min-width: 43rem) {
    :has(> [data-part="timeline"]) > [data-part="program"] > [data-part="editor"] > div {
      max-height: max(16rem, 100svh - 10rem);
      overflow: auto;
    }
  }
}

.md-typeset .snippet-hint {
  background: var(--md-code-bg-color);
  border-top: 1px solid var(--sp-line);
  color: var(--md-default-fg-color--light);
  font-size: 0.6rem;
  margin: 0;
  padding: 0.3rem 0.9rem;
}

.snippet-note {
  align-items: center;
  background: color-mix(in srgb, #f59e0b 12%, var(--md-default-bg-color));
  border-left: 3px solid #b45309;
  border-top: 1px solid var(--sp-line);
  display: flex;
  flex-wrap: wrap;
  gap: 0.3rem 0.6rem;
  padding: 0.45rem 0.9rem;
}

.md-typeset .snippet-note p {
  flex: 1 1 16rem;
  font-size: 0.66rem;
  line-height: 1.5;
  margin: 0;
  overflow-wrap: anywhere;
}

/*
 * The playground: the buttons above a field of a fixed height, and the output and the picture at its
 * side.
 */
live-snippet[name="playground"] [data-part="program"] {
  display: flex;
  flex-direction: column;
  reading-flow: flex-visual;
}

live-snippet[name="playground"] .snippet-bar {
  order: -1;
}

.md-typeset live-snippet[name="playground"] [data-part="editor"] > div {
  --sp-field: 12em;
  max-height: 60svh;
  overflow: auto;
}

live-snippet[name="playground"] [data-part="output"]:empty:not([data-empty]) {
  display: none;
}

@media screen {
  @container (min-width: 54rem) {
    .md-typeset live-snippet[name="playground"] [data-part="editor"] > div {
      --sp-field: 60svh;
    }

    .md-typeset live-snippet[name="playground"] [data-part="body"] {
      display: grid;
      grid-template: "program printed" auto "program picture" 1fr / minmax(0, 1fr) minmax(0, 1fr);
    }

    .md-typeset live-snippet[name="playground"] [data-part="program"] {
      align-self: start;
      border-right: 1px solid var(--sp-line);
      grid-area: program;
    }

    .md-typeset live-snippet[name="playground"] [data-part="printed"] {
      border-top: 0;
      grid-area: printed;
    }

    .md-typeset live-snippet[name="playground"] [data-part="timeline"] {
      grid-area: picture;
    }
  }
}

[data-part="chooser"] {
  align-items: baseline;
  display: flex;
  flex-wrap: wrap;
  gap: 0.2rem 0.4rem;
  min-width: 0;
}

[data-part="chooser"] select {
  background: var(--md-default-bg-color);
  border: 1px solid var(--sp-line);
  border-radius: 0.3rem;
  color: var(--md-default-fg-color);
  font: inherit;
  max-width: min(100%, 24rem);
  min-height: 1.6rem;
  padding: 0 0.3rem;
}

/* A telephone zooms in on smaller text that it lets one type or choose. */
@media (pointer: coarse) {
  .md-typeset [data-part="editor"],
  live-snippet [data-part="chooser"] select {
    font-size: 16px;
  }

  live-snippet [data-part="chooser"] select {
    min-height: 44px;
    min-width: 44px;
  }
}
`;
