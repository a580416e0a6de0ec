/**
 * playground.js furnishes the playground: any snippet of the site by its name, a program from a
 * link, and the file to download. A program that comes from elsewhere never runs by itself, and
 * never takes the place of the reader's own: that one waits, and one button brings it back.
 */

import { fill } from "../common/strings.js";
import { handedOver, holdsProgram, unpack } from "./share.js";

/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */
/** @typedef {import("./editing.js").Editing} Editing */

const NAME = /^[a-z][a-z0-9_]*\/[a-z][a-z0-9_]*$/;
const OWN = "playground";

/**
 * furnish adds what only the playground has.
 * @param {LiveSnippet} block
 * @param {Editing} editing
 */
export function furnish(block, editing) {
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
    this.words = block.words;
    this.home = block.dataset.snippets ?? "";
    const chooser = block.piece("chooser");
    const select = /** @type {HTMLSelectElement} */ (chooser.querySelector("select"));
    chooser.hidden = false;
    select.addEventListener("change", () => {
      if (select.value) void this.#load(select.value);
    });
    block.addButton("download", this.words.download, () => this.#download());
    const signal = block.leaves;
    addEventListener("hashchange", () => void this.#openFragment(), { signal });
    void this.#openFragment();
  }

  /** openFragment opens the program that the page's address holds or names. */
  async #openFragment() {
    const fragment = location.hash.slice(1);
    if (holdsProgram(fragment)) return this.#openShared(fragment);
    if (fragment.startsWith("snippet=")) return this.#load(fragment.slice("snippet=".length));
    const source = fragment === "handover" ? handedOver() : undefined;
    if (source !== undefined)
      this.#welcome(`handover:${hash(source)}`, source, this.words.handed_over);
  }

  /** @param {string} fragment */
  async #openShared(fragment) {
    try {
      const source = await unpack(fragment);
      this.#welcome(`link:${hash(source)}`, source, this.words.somebodys_code);
    } catch (error) {
      this.#complain(
        error instanceof RangeError ? this.words.link_too_long : this.words.link_damaged,
      );
    }
  }

  /** load fetches a snippet of the site. @param {string} name */
  async #load(name) {
    try {
      if (!NAME.test(name)) throw new Error("not a name");
      const response = await fetch(new URL(`${this.home}${name}.py`, document.baseURI));
      if (!response.ok) throw new Error(String(response.status));
      this.#welcome(name, await response.text(), fill(this.words.snippet_opened, { name }));
    } catch {
      this.#complain(fill(this.words.no_such_snippet, { name: name.slice(0, 80) }));
    }
  }

  /**
   * welcome shows a program that is not the reader's own; what is changed in it is kept, too.
   * @param {string} key
   * @param {string} source
   * @param {string} told
   */
  #welcome(key, source, told) {
    this.editing.open(`${OWN}:${key}`, source);
    this.editing.note("guest", told, { [this.words.back_to_own]: () => this.#goHome() });
  }

  /** goHome brings the reader's own program back. */
  #goHome() {
    history.replaceState(history.state, "", location.pathname + location.search);
    this.editing.open(OWN, "");
    this.editing.editor.focus();
  }

  /** @param {string} text */
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

/** hash tells programs apart (FNV-1a, 32 bits). @param {string} text */
function hash(text) {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return (sum >>> 0).toString(16);
}
