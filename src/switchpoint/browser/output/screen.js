/**
 * screen.js shows what a run prints, frame by frame, and asks the reader for what it reads.
 *
 * The text of the output element is exactly what was printed: what the reader types, and all
 * controls, have no text of their own in it.
 */

import { addStyles } from "../common/page-styles.js";
import { Pen } from "./ansi.js";
import { InputField } from "./input-field.js";
import { PrintedText } from "./printed-text.js";
import { RUN_STYLES } from "./run-styles.js";
import { foldTraceback } from "./traceback-fold.js";

/** @typedef {import("../interpreter/messages.js").Stream} Stream */
/** @typedef {import("../common/later-strings.js").AllStrings} AllStrings */

/** Characters shown in one frame, so that a click never waits long. */
const AT_ONCE = 16_384;
/** Characters that an element for colours counts as. */
const PER_ELEMENT = 60;
/** Characters that are read for controls at a time. */
const STEP = 8192;

/**
 * Screen gathers what a run prints and shows a portion in each frame, however many messages come.
 * The first portion is shown at once. A hidden tab has no frames, so `finish` must be called at the
 * end of the run.
 */
export class Screen {
  /** @type {{ stream: Stream, text: string }[]} */
  #waiting = [];
  /** The number of the frame asked for, 0 for none. */
  #frame = 0;
  /** @type {Record<Stream, Pen>} */
  #pens = { stdout: new Pen(), stderr: new Pen() };
  #printed;
  /** @type {InputField | undefined} */
  #field;
  /** Whether only the first portion is shown, and the output has not been scrolled to its end. */
  #isNew = false;

  /**
   * @param {HTMLElement} output
   * @param {AllStrings} words
   */
  constructor(output, words) {
    this.output = output;
    this.words = words;
    this.#printed = new PrintedText(output);
    addStyles(RUN_STYLES);
  }

  /** isCut tells whether something that was printed is not shown. */
  get isCut() {
    return this.#printed.isCut;
  }

  /** clear empties the output. */
  clear() {
    this.output.textContent = "";
  }

  /**
   * put takes what is printed, in order of arrival.
   * @param {Stream} stream
   * @param {string} text
   */
  put(stream, text) {
    const last = this.#waiting.at(-1);
    if (last?.stream === stream) last.text += text;
    else this.#waiting.push({ stream, text });
    if (!this.output.firstChild) {
      this.#isNew = true;
      this.#show(AT_ONCE);
    }
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  /**
   * finish shows all that is waiting, in portions, and takes away the field to type in.
   * @param {[number, number]} [fold] The span of standard error to fold.
   */
  async finish(fold) {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.stopAsking();
    while (this.#waiting.length || this.#isNew) {
      this.#showPortion();
      if (this.#waiting.length) await new Promise((resolve) => setTimeout(resolve));
    }
    for (const stream of /** @type {Stream[]} */ (["stdout", "stderr"]))
      for (const piece of this.#pens[stream].end()) this.#printed.append(stream, piece);
    if (fold) foldTraceback(this.output, fold, this.words);
  }

  /**
   * ask lets the reader type a line at the end of the output.
   * @param {(line: string | null) => void} answer Called with the line; null is the end of input.
   */
  ask(answer) {
    this.stopAsking();
    this.#show(Infinity);
    this.#field = new InputField(this.output, this.words, answer);
  }

  /** stopAsking takes the field away, if there is one. */
  stopAsking() {
    this.#field?.remove();
    this.#field = undefined;
  }

  #draw() {
    this.#frame = 0;
    this.#showPortion();
    if (this.#waiting.length) this.#frame = requestAnimationFrame(() => this.#draw());
  }

  /** showPortion shows a portion of what is waiting. Output scrolled to its end stays there. */
  #showPortion() {
    const { output } = this;
    // To read a scroll position, the browser must lay out the page; a new output needs no reading.
    const atEnd = this.#isNew || output.scrollTop + output.clientHeight >= output.scrollHeight - 4;
    this.#isNew = false;
    this.#show(AT_ONCE);
    if (atEnd) output.scrollTop = output.scrollHeight;
  }

  /**
   * show shows about so many characters of what is waiting.
   * @param {number} room
   */
  #show(room) {
    let used = 0;
    while (this.#waiting.length && used < room) {
      const { stream, text } = this.#waiting[0];
      const part = text.slice(0, STEP);
      if (part.length === text.length) this.#waiting.shift();
      else this.#waiting[0].text = text.slice(part.length);
      const pieces = this.#pens[stream].read(part);
      for (const piece of pieces) this.#printed.append(stream, piece);
      used += part.length + PER_ELEMENT * (pieces.length - 1);
    }
  }
}
