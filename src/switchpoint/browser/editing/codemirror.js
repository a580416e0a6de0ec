/**
 * codemirror.js is the field to type Python code in, made with CodeMirror. It is in a shadow root:
 * there its styles are constructed style sheets, which a strict Content-Security-Policy allows.
 */

import { defaultKeymap, history, historyKeymap, isolateHistory } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import {
  bracketMatching,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { withoutInvisible } from "../common/invisible.js";
import { faults, highlight, setFault, setHighlight } from "./codemirror-marks.js";
import { appearance, highlighting } from "./codemirror-styles.js";

/** @typedef {import("./codemirror-marks.js").Fault} Fault */

/**
 * replaceSelected replaces a selection by what is typed. The browser would copy the appearance of the
 * replaced text into an inline style, which the page's Content-Security-Policy refuses.
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

/** What helps with typing Python. */
const EDITING = [
  history(),
  bracketMatching(),
  indentOnInput(),
  indentUnit.of("    "),
  pythonLanguage,
  EditorView.domEventHandlers({ beforeinput: replaceSelected }),
  EditorView.clipboardInputFilter.of(withoutInvisible),
];

/** appearanceOf returns how the field looks, and what it is called. @param {string} label */
const appearanceOf = (label) => [
  lineNumbers(),
  drawSelection(),
  syntaxHighlighting(highlighting),
  faults,
  highlight,
  appearance,
  EditorView.contentAttributes.of({
    tabindex: "0", // says to axe what an editable element is anyway: the keyboard can scroll it
    "aria-label": label,
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
  }),
];

/**
 * reactions returns the keys, and what is told of changes. Tab stays the browser's: it leaves the
 * field.
 * @param {{ onChange(): void, onRun(): void }} listeners
 */
const reactions = ({ onChange, onRun }) => {
  const run = () => {
    onRun();
    return true;
  };
  return [
    // Before the usual keys, which would insert a line.
    keymap.of(["Mod-Enter", "Shift-Enter"].map((key) => ({ key, run, preventDefault: true }))),
    keymap.of([...defaultKeymap, ...historyKeymap]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange();
    }),
  ];
};

/** Editor is the field. Its text is the program. */
export class Editor {
  /**
   * @param {HTMLElement} host An empty element, which gets a shadow root.
   * @param {string} text
   * @param {string} label What screen readers call the field.
   * @param {{ onChange(): void, onRun(): void }} listeners
   */
  constructor(host, text, label, listeners) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    const state = EditorState.create({
      doc: text,
      extensions: [EDITING, appearanceOf(label), reactions(listeners)],
    });
    this.view = new EditorView({ parent: root, root, state });
  }

  get text() {
    return this.view.state.doc.toString();
  }

  /** replaceText replaces the whole text, in one step for Undo. @param {string} text */
  replaceText(text) {
    const { doc } = this.view.state;
    if (doc.toString() === text) return;
    this.view.dispatch({
      changes: { from: 0, to: doc.length, insert: text },
      selection: { anchor: 0 },
      annotations: isolateHistory.of("full"),
    });
  }

  /**
   * change replaces parts of the text, in one step for Undo.
   * @param {{ from: number, to: number, insert: string }[]} parts
   */
  change(parts) {
    this.view.dispatch({ changes: parts, annotations: isolateHistory.of("full") });
  }

  /** focus focuses the field, and moves the caret if given its offset. @param {number} [caret] */
  focus(caret) {
    if (caret !== undefined) this.view.dispatch({ selection: { anchor: caret } });
    this.view.focus();
  }

  /** showFault marks a faulty line; undefined removes the mark. @param {Fault} [fault] */
  showFault(fault) {
    this.view.dispatch({ effects: setFault.of(fault) });
  }

  /**
   * showHighlight marks the line of a step; 0 removes the mark.
   * @param {number} line
   * @param {boolean} scrolls Whether to bring it into view.
   */
  showHighlight(line, scrolls) {
    const { doc } = this.view.state;
    const into = scrolls && line >= 1 && line <= doc.lines;
    const scroll = into ? [EditorView.scrollIntoView(doc.line(line).from, { y: "nearest" })] : [];
    this.view.dispatch({ effects: [setHighlight.of(line), ...scroll] });
  }

  close() {
    this.view.destroy();
  }
}
