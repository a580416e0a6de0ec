/** codemirror-marks.js marks lines in the field for code: a fault, or a step of the timeline. */

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";

/** @typedef {import("@codemirror/view").DecorationSet} DecorationSet */
/** @typedef {{ line: number, message: string }} Fault A line, counted from 1, and what is wrong. */

/** FaultNote is the line below a faulty one that says what is wrong. */
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
export const setFault = StateEffect.define();
/** @type {import("@codemirror/state").StateEffectType<number>} */
export const setHighlight = StateEffect.define();

/** faults marks a faulty line until the text changes. */
export const faults = StateField.define({
  create: () => Decoration.none,
  update(marks, change) {
    for (const effect of change.effects)
      if (effect.is(setFault)) return faultMarks(change.state, effect.value);
    return change.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * faultMarks returns the marks for a fault, none if the program has no such line.
 * @param {import("@codemirror/state").EditorState} state
 * @param {Fault | undefined} fault
 * @returns {DecorationSet}
 */
function faultMarks({ doc }, fault) {
  if (!fault || fault.line < 1 || fault.line > doc.lines) return Decoration.none;
  const { from, to } = doc.line(fault.line);
  const note = Decoration.widget({ widget: new FaultNote(fault.message), block: true, side: 1 });
  return Decoration.set([Decoration.line({ class: "cm-fault" }).range(from), note.range(to)]);
}

/** highlight marks the line of a step of the timeline. */
export const highlight = StateField.define({
  create: () => Decoration.none,
  update(marks, change) {
    for (const effect of change.effects) {
      if (!effect.is(setHighlight)) continue;
      if (effect.value < 1 || effect.value > change.state.doc.lines) return Decoration.none;
      const { from } = change.state.doc.line(effect.value);
      return Decoration.set([Decoration.line({ class: "cm-lit" }).range(from)]);
    }
    return change.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});
