/**
 * editing.js replaces a block's code by a field to type in. What is typed is kept as a draft. Reset
 * goes back to the original, and Undo takes Reset back.
 */

import { fill } from "../common/fill.js";
import { allStrings } from "../common/later-strings.js";
import { addStyles } from "../common/page-styles.js";
import { Editor } from "./codemirror.js";
import { keepDraft, onOtherDraft, readDraft } from "./drafts.js";
import { EDITING_STYLES } from "./editing-styles.js";
import { addSharing } from "./sharing.js";

/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */

/** Milliseconds after the last change until the draft is kept. */
const PAUSE = 300;

/**
 * open replaces a block's code by the field, and the button Edit by those for an edited program.
 * @param {LiveSnippet} block
 */
export async function open(block) {
  const playground = block.isPlayground ? await import("./playground.js") : undefined;
  await block.timeline.leave();
  const editing = new Editing(block);
  block.editing = editing;
  block.buttons.find("edit")?.remove();
  playground?.setUp(block, editing);
  if (block.isEdited) editing.showEdited();
  return editing;
}

export class Editing {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  #closing = new AbortController();
  /** The name under which the draft is kept. */
  #key = "";
  /** The original that the draft was made from. */
  #base = "";

  /** @param {LiveSnippet} block */
  constructor(block) {
    this.block = block;
    this.words = allStrings(block.words);
    addStyles(EDITING_STYLES);
    this.notes = document.createElement("div");
    this.notes.dataset.part = "notes";
    const place = document.createElement("div");
    place.dataset.part = "editor";
    const host = document.createElement("div");
    place.append(host, hint(this.words));
    const code = block.piece("code");
    code.hidden = true;
    code.before(this.notes, place);
    const text = this.#begin(block.name) ?? block.source;
    this.editor = new Editor(host, text, fill(this.words.editor_of, { name: block.name }), {
      onChange: () => this.#changed(),
      onRun: () => void block.run(),
    });
    if (block.dataset.playground) addSharing(block, this.words);
    const { signal } = this.#closing;
    addEventListener("pagehide", () => this.save(), { signal });
    document.addEventListener("visibilitychange", () => this.save(), { signal });
    onOtherDraft((name, draft) => this.#offerOther(name, draft.source), signal);
  }

  /** begin starts with the draft of a name; it returns its program, if there is one. @param {string} key */
  #begin(key) {
    const draft = readDraft(key);
    const { original } = this.block;
    this.#key = key;
    this.#base = draft?.original ?? original;
    if (draft && draft.original !== original && draft.source !== original) this.#noteNewOriginal();
    return draft?.source;
  }

  /** text is the program in the field. */
  get text() {
    return this.editor.text;
  }

  set text(text) {
    this.editor.replaceText(text);
  }

  /**
   * open puts another program into the field, or its draft if there is one.
   * @param {string} key
   * @param {string} text
   */
  open(key, text) {
    this.save();
    this.notes.replaceChildren();
    this.block.original = text;
    this.editor.replaceText(this.#begin(key) ?? text);
    this.save();
  }

  /** resetLabel says what Reset does: the original of one's own program in the playground is empty. */
  get resetLabel() {
    return this.block.original ? this.words.reset : this.words.clear;
  }

  /** reset goes back to the original. A note offers to undo that, and so does the field's history. */
  reset() {
    const { text, words } = this;
    this.notes.replaceChildren();
    this.block.piece("code").hidden = true;
    this.#base = this.block.original;
    this.text = this.block.original;
    this.save();
    if (text === this.text) return;
    this.note("undo", this.text ? words.was_reset : words.cleared, {
      [words.undo]: () => {
        this.text = text;
        this.editor.focus();
      },
    });
  }

  #changed() {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.save(), PAUSE);
    this.notes.querySelector("[data-note=undo]")?.remove();
    this.showEdited();
  }

  /** showEdited is called after each change of the program: the output is that of another one now. */
  showEdited() {
    const { block, words } = this;
    if (block.isRunning) return;
    void block.timeline.leave();
    block.shown.removeDifference();
    if (block.isEdited)
      block.setState("recorded", block.isPlayground ? words.playground_ready : words.edited);
    else block.rest();
    block.buttons.update();
  }

  /** save keeps the draft, or deletes it if the program is the original. */
  save() {
    clearTimeout(this.#pause);
    const source = this.text;
    const isChanged = source !== this.block.original;
    const kept = keepDraft(this.#key, isChanged ? { source, original: this.#base } : undefined);
    if (!kept && isChanged && !this.notes.querySelector("[data-note=storage]"))
      this.note("storage", this.words.not_kept);
  }

  /** close keeps the draft and takes the field apart. */
  close() {
    this.save();
    this.#closing.abort();
    this.editor.close();
  }

  /**
   * offerOther lets the reader choose when another tab has changed the same program.
   * @param {string} name
   * @param {string} theirs
   */
  #offerOther(name, theirs) {
    if (name !== this.#key || theirs === this.text) return;
    const { words } = this;
    const note = this.note("other", words.other_tab, {
      [words.take_theirs]: () => {
        note.remove();
        this.text = theirs;
        this.editor.focus();
      },
      [words.keep_mine]: () => {
        note.remove();
        this.save();
        this.editor.focus();
      },
    });
  }

  /** noteNewOriginal says that the page's program has changed since the draft was made. */
  #noteNewOriginal() {
    const { words } = this;
    const code = this.block.piece("code");
    const note = this.note("original", words.original_changed, {
      [words.show_original]: () => {
        code.hidden = !code.hidden;
      },
      [words.understood]: () => {
        this.#base = this.block.original;
        code.hidden = true;
        note.remove();
        this.save();
        this.editor.focus();
      },
    });
  }

  /**
   * note shows a note above the field, with buttons for what can be done.
   * @param {string} kind A note replaces the one of the same kind.
   * @param {string} text
   * @param {Record<string, () => void>} [actions] By label.
   */
  note(kind, text, actions = {}) {
    const note = document.createElement("div");
    note.className = "snippet-note";
    note.dataset.note = kind;
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    note.append(said);
    for (const [label, act] of Object.entries(actions)) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", act);
      note.append(button);
    }
    this.notes.querySelector(`[data-note=${kind}]`)?.remove();
    this.notes.append(note);
    said.textContent = text; // screen readers announce what changes in a region on the page
    return note;
  }
}

/** hint returns the line below the field: its keys, unless a thumb types, and where changes go. @param {import("../common/later-strings.js").AllStrings} words */
function hint(words) {
  const line = document.createElement("p");
  line.className = "snippet-hint";
  const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
  const keys = fill(words.editor_keys, { key: isApple ? "⌘" : "Ctrl" });
  line.textContent = (matchMedia("(pointer: coarse)").matches ? "" : keys) + words.editor_keeps;
  return line;
}
