/**
 * editing.js turns a block's code into a field to change. What is typed is kept as a draft; Reset
 * goes back to the original in a step that Undo takes back.
 */

import { fill } from "../common/strings.js";
import { Editor } from "./codemirror.js";
import { keepDraft, onOtherDraft, readDraft } from "./drafts.js";

/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */

/** Milliseconds without a key after which a draft is kept. */
const PAUSE = 300;

export class Editing {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  #saves = new AbortController();
  /** Where the draft is kept. */
  #key = "";
  /** The original that the draft was made from. */
  #base = "";

  /**
   * @param {LiveSnippet} block
   * @param {string} [key] Under which the draft is kept.
   */
  constructor(block, key = block.name) {
    const { words } = block;
    this.block = block;
    this.notes = document.createElement("div");
    this.notes.dataset.part = "notes";
    this.place = document.createElement("div");
    this.place.dataset.part = "editor";
    const host = document.createElement("div");
    const hint = document.createElement("p");
    hint.className = "snippet-hint";
    hint.textContent = fill(words.editor_hint, {
      key: /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl",
    });
    this.place.append(host, hint);
    const code = block.piece("code");
    code.hidden = true;
    code.before(this.notes, this.place);
    const text = this.#take(key) ?? block.source;
    const label = fill(words.editor_of, { name: block.name });
    this.editor = new Editor(host, text, label, {
      onChange: () => this.#changed(),
      onRun: () => void block.run(),
    });
    const { signal } = this.#saves;
    addEventListener("pagehide", () => this.save(), { signal });
    document.addEventListener("visibilitychange", () => this.save(), { signal });
    onOtherDraft((name, draft) => this.#hearOfOther(name, draft.source), signal);
  }

  /** take begins with the draft under a key, if there is one. @param {string} key */
  #take(key) {
    const draft = readDraft(key);
    const { original } = this.block;
    this.#key = key;
    this.#base = draft?.original ?? original;
    if (draft && draft.original !== original && draft.source !== original)
      this.#tellOfNewOriginal();
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
   * open puts another program into the field, or the draft made of it, and keeps what follows
   * under another key.
   * @param {string} key
   * @param {string} text
   */
  open(key, text) {
    this.save();
    this.notes.replaceChildren();
    this.block.original = text;
    this.editor.replaceText(this.#take(key) ?? text);
    this.save();
  }

  /** reset goes back to the original; the field stays, and so does its history. */
  reset() {
    this.notes.replaceChildren();
    this.block.piece("code").hidden = true;
    this.#base = this.block.original;
    this.text = this.block.original;
    this.save();
  }

  #changed() {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.save(), PAUSE);
    this.block.onEdit();
  }

  /** save keeps the draft, or forgets it where nothing is changed. */
  save() {
    clearTimeout(this.#pause);
    const source = this.text;
    const isChanged = source !== this.block.original;
    const kept = keepDraft(this.#key, isChanged ? { source, original: this.#base } : undefined);
    if (!kept && isChanged && !this.notes.querySelector("[data-note=storage]"))
      this.note("storage", this.block.words.not_kept);
  }

  /** close keeps the draft, for the block is about to leave the page. */
  close() {
    this.save();
    this.#saves.abort();
    this.editor.close();
  }

  /**
   * hearOfOther offers what has been typed into the same program in another tab.
   * @param {string} name
   * @param {string} theirs
   */
  #hearOfOther(name, theirs) {
    if (name !== this.#key || theirs === this.text) return;
    const { words } = this.block;
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

  #tellOfNewOriginal() {
    const { words } = this.block;
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
   * note tells the reader something above the field, with buttons for what can be done.
   * @param {string} kind
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
    said.textContent = text; // after the region is on the page, so that it is announced
    return note;
  }
}
