/**
 * run-styles.js has the styles of what only a run shows: a terminal's colours, the field to type in,
 * the difference from the recording, the parts of a long output. They are loaded with the first run
 * and not with the page. Every colour has a contrast of 4.5 or more on the background of every
 * other, in light and dark.
 */

const LIGHT =
  "24292f a3131f 0b5a26 6a4400 0a3ea5 7a1a8c 08525e 4b535c 4b535c b0102a 0f5f12 754600 1d3fc4 8a1490 055663 24292f";
const DARK =
  "c3c9d1 ff9a94 7ee08f f0cf6b a5c5ff f0b0f5 7edcea e6e9ed b4bcc6 ffada8 9aeeaa f8de8a bdd4ff f7c6fa a0ebf5 ffffff";

/**
 * palette returns the declarations of the colours 0 to 15. They stand at coloured text only: whatever
 * a block's whole content inherits makes the browser find the style of all of it again.
 * @param {string} colours
 */
const palette = (colours) =>
  colours
    .split(" ")
    .map((colour, index) => `--ansi-${index}:#${colour};`)
    .join("");

const classes = Array.from(
  { length: 16 },
  (_, n) => `
.ansi-front-${n}{--ansi-front:var(--ansi-${n})}
.ansi-back-${n}{--ansi-back:color-mix(in srgb,var(--ansi-${n}) 12%,var(--md-code-bg-color))}`,
).join("");

/** RUN_STYLES has all rules. */
export const RUN_STYLES = `
.ansi{${palette(LIGHT)}color:var(--ansi-front,inherit);background:var(--ansi-back,none)}
[data-md-color-scheme=slate] .ansi{${palette(DARK)}}
${classes}
.ansi-bold{font-weight:700}
.ansi-dim{opacity:.85}
.ansi-italic{font-style:italic}
.ansi-underline{text-decoration:underline}
.ansi-strike{text-decoration:line-through}
.ansi-underline.ansi-strike{text-decoration:underline line-through}
.ansi-inverse{color:var(--md-code-bg-color);background:var(--ansi-front,var(--md-code-fg-color))}
.ansi-hidden,.ansi-gone{display:none}
.snippet-typed{font-weight:700}
.snippet-field{display:inline-flex;flex-wrap:wrap;gap:.3rem;max-width:60vw;vertical-align:baseline}
.snippet-field input{background:var(--md-default-bg-color);border:1px solid var(--sp-good);
border-radius:.2rem;color:var(--md-default-fg-color);font:inherit;min-height:1.6rem;
padding:0 .35rem;width:min(16rem,40vw)}
live-snippet .snippet-field button{flex:none}
.snippet-field button::before{content:attr(data-label)}
live-snippet:is([state=done],[state=failed],[state=passed],[state=stopped]) [data-empty]:empty::before{
color:var(--md-default-fg-color--light);content:attr(data-empty);font-family:var(--md-text-font-family)}
.md-typeset live-snippet[state=passed]:not([data-exercise]) [data-part=status]{color:var(--sp-good)}
/* The recorded states of a frame, where the run may have had others. */
live-snippet:is([state=done],[state=failed],[state=differs]) [data-part=heap]{display:none}
@media (pointer:coarse){.snippet-field input{font-size:16px;min-height:44px}}
/* A part of a long output. The browser lays it out when it comes into view. */
.snippet-leaf {
  contain-intrinsic-size: auto 20em auto calc(var(--lines) * 1.55em);
  content-visibility: auto;
  display: block;
  min-width: 100%;
  width: max-content;
}

.md-typeset [data-part="difference"] :is(del, ins) {
  background: none;
  text-decoration: none;
}

.md-typeset [data-part="difference"] mark {
  background: none;
  border-bottom: 2px solid;
  color: inherit;
  font-weight: 700;
}

.md-typeset [data-part="difference"] i {
  color: var(--md-default-fg-color--light);
}

.md-typeset [data-part="difference"] del {
  color: var(--sp-error);
}

.md-typeset [data-part="difference"] ins {
  color: var(--sp-good);
}

.md-typeset [data-part="difference"] > p {
  border-top: 1px solid var(--sp-line);
  color: var(--md-default-fg-color--light);
  font-size: 0.64rem;
  margin: 0;
  padding: 0.3rem 0.9rem;
}

@media print{.snippet-field{display:none}}
@media (forced-colors:active){.ansi-inverse{forced-color-adjust:none}}
`;
