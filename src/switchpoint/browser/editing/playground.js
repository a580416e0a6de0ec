/**
 * playground.js adds to the block of the playground what other blocks do not have: it opens snippets
 * of the site and programs from links, and saves the program as a file. A program from elsewhere
 * does not run until the reader presses Run, and the reader's own is kept: a button brings it back.
 */

import { fill } from "../common/fill.js";
import { handedOver, holdsProgram, unpack } from "./share.js";

/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */
/** @typedef {import("./editing.js").Editing} Editing */

/** A snippet's name. */
const NAME = /^[a-z][a-z0-9_]*\/[a-z][a-z0-9_]*$/;
/** The key of the draft of the reader's own program. */
const OWN = "playground";

/**
 * setUp adds these to a block.
 * @param {LiveSnippet} block
 * @param {Editing} editing
 */
export function setUp(block, editing) {
  new Playground(block, editing);
}

class Playground {
  /**
   * @param {LiveSnippet} block
   * @param {Editing} editing
   */
  constructor(block, editing) {
    this.block = block;
    this.editing = editing;
    this.words = editing.words;
    this.home = block.dataset.snippets ?? "";
    const chooser = block.piece("chooser");
    const select = /** @type {HTMLSelectElement} */ (chooser.querySelector("select"));
    chooser.hidden = false;
    block.shown.recording.status = this.words.playground_ready; // the page's asks for JavaScript
    select.addEventListener("change", () => {
      if (select.value) void this.#load(select.value);
    });
    block.buttons.add("download", this.words.download, () => this.#download());
    addEventListener("hashchange", () => void this.#openFragment(), { signal: block.removal });
    void this.#openFragment();
  }

  /** openFragment opens the program that the address holds or names behind its #, if any. */
  async #openFragment() {
    const fragment = location.hash.slice(1);
    if (holdsProgram(fragment)) return this.#openShared(fragment);
    if (fragment.startsWith("snippet=")) return this.#load(fragment.slice("snippet=".length));
    const source = fragment === "handover" ? handedOver() : undefined;
    if (source !== undefined)
      this.#openGuest(`handover:${hash(source)}`, source, this.words.handed_over);
  }

  /** openShared opens a program that a link holds. @param {string} fragment */
  async #openShared(fragment) {
    try {
      const source = await unpack(fragment);
      this.#openGuest(`link:${hash(source)}`, source, this.words.somebodys_code);
    } catch (error) {
      this.#complain(
        error instanceof RangeError ? this.words.link_too_long : this.words.link_damaged,
      );
    }
  }

  /** load opens a snippet of the site. @param {string} name */
  async #load(name) {
    try {
      if (!NAME.test(name)) throw new Error("not a name");
      const response = await fetch(new URL(`${this.home}${name}.py`, document.baseURI));
      if (!response.ok) throw new Error(String(response.status));
      this.#openGuest(name, await response.text(), fill(this.words.snippet_opened, { name }));
    } catch {
      this.#complain(fill(this.words.no_such_snippet, { name: name.slice(0, 80) }));
    }
  }

  /**
   * openGuest opens a program that is not the reader's own. What the reader changes in it is kept
   * under a key of its own.
   * @param {string} key
   * @param {string} source
   * @param {string} text What the reader is told.
   */
  #openGuest(key, source, text) {
    this.editing.open(`${OWN}:${key}`, source);
    this.editing.note("guest", text, { [this.words.back_to_own]: () => this.#openOwn() });
  }

  /** openOwn opens the reader's own program again. */
  #openOwn() {
    history.replaceState(history.state, "", location.pathname + location.search);
    this.editing.open(OWN, "");
    this.editing.editor.focus();
  }

  /** complain says why a program was not opened. @param {string} text */
  #complain(text) {
    this.editing.note("guest", text);
  }

  #download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.block.source], { type: "text/x-python" }));
    link.download = "playground.py";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
}

/** hash returns the FNV-1a hash of a program, 32 bits, to tell programs apart. @param {string} text */
function hash(text) {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return (sum >>> 0).toString(16);
}
