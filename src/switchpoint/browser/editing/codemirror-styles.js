/**
 * codemirror-styles.js has the colours of the field for code. They are the theme's variables, so they
 * change with its palette. The page's own style sheets do not reach into the field's shadow root.
 */

import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** highlighting has the colours of Python's syntax. */
export const highlighting = HighlightStyle.define([
  { tag: tags.comment, color: "var(--md-code-hl-comment-color)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--md-code-hl-string-color)" },
  { tag: tags.number, color: "var(--md-code-hl-number-color)" },
  { tag: [tags.keyword, tags.controlKeyword], color: "var(--md-code-hl-keyword-color)" },
  { tag: [tags.bool, tags.null, tags.self], color: "var(--md-code-hl-constant-color)" },
  { tag: [tags.operatorKeyword], color: "var(--md-code-hl-keyword-color)" },
  { tag: tags.operator, color: "var(--md-code-hl-operator-color)" },
  { tag: tags.punctuation, color: "var(--md-code-hl-punctuation-color)" },
  {
    tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)],
    color: "var(--md-code-hl-function-color)",
  },
  { tag: tags.meta, color: "var(--md-code-hl-special-color)" },
]);

/** appearance has all other styles. */
export const appearance = EditorView.theme({
  "&": { color: "var(--md-code-fg-color)", backgroundColor: "var(--md-code-bg-color)" },
  "&.cm-focused": { outline: "none" },
  // An outline would be hidden by the gutter.
  "&.cm-focused::after": {
    border: "2px solid var(--md-accent-fg-color)",
    content: '""',
    inset: "0",
    pointerEvents: "none",
    position: "absolute",
    zIndex: "300",
  },
  ".cm-scroller": {
    fontFamily: "var(--md-code-font-family)",
    lineHeight: "1.55",
    minHeight: "var(--sp-field, 0)",
  },
  ".cm-content": { padding: "0.7rem 0", caretColor: "var(--md-accent-fg-color)" },
  ".cm-line": { padding: "0 0.9rem 0 0.4rem" },
  ".cm-cursor": { borderLeftColor: "var(--md-accent-fg-color)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { background: "color-mix(in srgb, var(--md-accent-fg-color) 28%, transparent)" },
  ".cm-gutters": {
    backgroundColor: "var(--md-code-bg-color)",
    color: "var(--md-default-fg-color--light)",
    border: "0",
  },
  ".cm-lineNumbers .cm-gutterElement": {
    padding: "0 0.4rem 0 0.7rem",
    minWidth: "calc(1.1rem + 2ch)",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "transparent",
    outline: "1px solid var(--md-default-fg-color--light)",
  },
  ".cm-fault": {
    backgroundColor: "color-mix(in srgb, var(--sp-error) 14%, transparent)",
    outline: "1px solid var(--sp-error)",
    outlineOffset: "-1px",
  },
  ".cm-fault-note": {
    color: "var(--sp-error)",
    fontFamily: "var(--md-text-font-family)",
    padding: "0 0.9rem 0.2rem 0.4rem",
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
  },
  ".cm-lit": {
    backgroundColor: "color-mix(in srgb, var(--md-accent-fg-color) 20%, transparent)",
    outline: "1px solid var(--md-accent-fg-color)",
    outlineOffset: "-1px",
  },
});
