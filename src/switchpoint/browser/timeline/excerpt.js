/**
 * excerpt.js shows the lit line of the code above the picture, with the lines around it, where the
 * page has no room for the code beside the picture. The style sheet shows it only there.
 */

import { markLine } from "./marks.js";

export class Excerpt {
  element = document.createElement("pre");
  #block;
  /** @type {HTMLElement | undefined} The copy of the code. */
  #code;
  /** The program that the copy has. */
  #source = "";

  /** @param {import("../live-snippet.js").LiveSnippet} block */
  constructor(block) {
    this.#block = block;
    this.element.className = "step-excerpt";
    this.element.ariaHidden = "true"; // it says nothing that the code and the sentence do not
    this.element.hidden = true;
  }

  /** isShown tells whether the code stands above the picture and not beside it. */
  get isShown() {
    return this.element.offsetParent !== null;
  }

  hide() {
    this.element.hidden = true;
    if (this.#code) markLine(this.#code, 0);
  }

  /** show shows the excerpt with a line lit up; 0 stands for none. @param {number} line */
  show(line) {
    this.element.hidden = false;
    const { source } = this.#block;
    if (!this.#code || this.#source !== source) this.#copy(source);
    if (this.#code) markLine(this.#code, line);
  }

  /** copy copies the highlighted code of the page, or the text that the reader has typed. @param {string} source */
  #copy(source) {
    const { code, editing } = this.#block;
    this.#source = source;
    this.#code = /** @type {HTMLElement} */ (code?.cloneNode(!editing));
    if (editing) this.#code.textContent = source;
    this.element.replaceChildren(this.#code);
    this.element.dataset.lines = numbers(source);
  }
}

/** numbers returns the numbers of a program's lines, as pages/block.py writes them. @param {string} source */
const numbers = (source) =>
  source
    .replace(/\n$/, "")
    .split("\n")
    .map((_, index) => index + 1)
    .join("\n");
