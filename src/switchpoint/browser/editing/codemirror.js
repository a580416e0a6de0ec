/**
 * editor.js is a field for Python code: CodeMirror, in the theme's own colours. It stands in a
 * shadow root, where its styles are constructed sheets, which a strict Content-Security-Policy
 * allows, and where the page's own styles do not reach it.
 */

import { defaultKeymap, history, historyKeymap, isolateHistory } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  drawSelection,
  EditorView,
  keymap,
  lineNumbers,
  WidgetType,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** @typedef {import("@codemirror/view").DecorationSet} DecorationSet */
/** @typedef {{ line: number, message: string }} Fault A line, counted from 1, and what is wrong. */

/** Colours are the page's variables, so they switch with the palette. */
const highlighting = HighlightStyle.define([
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

const looks = EditorView.theme({
  "&": { color: "var(--md-code-fg-color)", backgroundColor: "var(--md-code-bg-color)" },
  "&.cm-focused": { outline: "none" },
  // above the gutter, which would hide an outline
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
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 0.4rem 0 0.7rem", minWidth: "1.4rem" },
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

/** FaultNote stands below the faulty line and says what is wrong. */
class FaultNote extends WidgetType {
  /** @param {string} message */
  constructor(message) {
    super();
    this.message = message;
  }

  /** @param {FaultNote} other */
  eq(other) {
    return other.message === this.message;
  }

  toDOM() {
    const note = document.createElement("div");
    note.className = "cm-fault-note";
    note.textContent = this.message;
    return note;
  }
}

/** @type {import("@codemirror/state").StateEffectType<Fault | undefined>} */
const setFault = StateEffect.define();
/** @type {import("@codemirror/state").StateEffectType<number>} */
const setLight = StateEffect.define();

/** faults marks a line until the text changes. */
const faults = StateField.define({
  create: () => Decoration.none,
  update(marks, change) {
    for (const effect of change.effects)
      if (effect.is(setFault)) return faultMarks(change.state, effect.value);
    return change.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * @param {EditorState} state
 * @param {Fault | undefined} fault
 * @returns {DecorationSet}
 */
function faultMarks({ doc }, fault) {
  if (!fault || fault.line < 1 || fault.line > doc.lines) return Decoration.none;
  const { from, to } = doc.line(fault.line);
  const note = Decoration.widget({ widget: new FaultNote(fault.message), block: true, side: 1 });
  return Decoration.set([Decoration.line({ class: "cm-fault" }).range(from), note.range(to)]);
}

/** light marks the line that a step of the timeline is about. */
const light = StateField.define({
  create: () => Decoration.none,
  update(marks, change) {
    for (const effect of change.effects) {
      if (!effect.is(setLight)) continue;
      if (effect.value < 1 || effect.value > change.state.doc.lines) return Decoration.none;
      const { from } = change.state.doc.line(effect.value);
      return Decoration.set([Decoration.line({ class: "cm-lit" }).range(from)]);
    }
    return change.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * replaceSelected types over a selection. The browser would keep the looks of what it replaces in an
 * inline style, which the page's Content-Security-Policy refuses.
 * @param {InputEvent} event
 * @param {EditorView} view
 */
function replaceSelected(event, view) {
  const { inputType, data } = event;
  if (inputType !== "insertText" || !data || view.composing) return false;
  if (view.state.selection.ranges.every((range) => range.empty)) return false;
  event.preventDefault();
  const change = view.state.replaceSelection(data);
  view.dispatch(change, { userEvent: "input.type", scrollIntoView: true });
  return true;
}

/** Editor is the field; its text is the program. */
export class Editor {
  /**
   * @param {HTMLElement} host An empty element, which gets a shadow root.
   * @param {string} text
   * @param {string} label What assistive technology calls the field.
   * @param {{ onChange(): void, onRun(): void }} heard
   */
  constructor(host, text, label, { onChange, onRun }) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    const run = () => {
      onRun();
      return true;
    };
    this.view = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          bracketMatching(),
          indentOnInput(),
          indentUnit.of("    "),
          pythonLanguage,
          syntaxHighlighting(highlighting),
          faults,
          light,
          looks,
          // Before the usual keys, of which one would insert a line. Tab stays the browser's.
          keymap.of([{ key: "Mod-Enter", run, preventDefault: true }]),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.contentAttributes.of({
            "aria-label": label,
            autocapitalize: "off",
            autocorrect: "off",
            spellcheck: "false",
          }),
          EditorView.domEventHandlers({ beforeinput: replaceSelected }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) onChange();
          }),
        ],
      }),
    });
  }

  get text() {
    return this.view.state.doc.toString();
  }

  /** replaceText changes the whole text in one step, which Undo takes back. @param {string} text */
  replaceText(text) {
    const { doc } = this.view.state;
    if (doc.toString() === text) return;
    this.view.dispatch({
      changes: { from: 0, to: doc.length, insert: text },
      selection: { anchor: 0 },
      annotations: isolateHistory.of("full"),
    });
  }

  focus() {
    this.view.focus();
  }

  /** showFault marks a line with what is wrong in it; nothing takes the mark away. @param {Fault} [fault] */
  showFault(fault) {
    this.view.dispatch({ effects: setFault.of(fault) });
  }

  /** showLight lights up a line; 0 puts the light out. @param {number} line */
  showLight(line) {
    const { doc } = this.view.state;
    const into = line >= 1 && line <= doc.lines;
    const scroll = into ? [EditorView.scrollIntoView(doc.line(line).from, { y: "nearest" })] : [];
    this.view.dispatch({ effects: [setLight.of(line), ...scroll] });
  }

  close() {
    this.view.destroy();
  }
}
