/**
 * printed-text.js puts printed text into the output element, always as text. Each stretch of one
 * stream has an element of its own, and the text of all of them is exactly what was printed:
 * controls are hidden, never removed.
 */

import { ERASE } from "./ansi.js";

/** @typedef {import("../interpreter/messages.js").Stream} Stream */

/** Characters after which an element is closed at the end of a line. */
const LEAF = 8192;

/** Characters, and styled elements, after which a line is broken: the browser lays a line out whole. */
const LINE = 16_384;
const STYLED_IN_LINE = 200;

/** Styled elements in a run. What is printed after them is not shown. */
const STYLED = 20_000;

/**
 * PrintedText appends pieces of text. Long output goes into elements of some thousand characters
 * ("leaves"), which the browser lays out only when they are in view: one element with a million
 * lines would be laid out anew after each piece.
 */
export class PrintedText {
  #output;
  /** @type {HTMLElement | undefined} The last element, while it takes more text. */
  #open;
  /** Characters in the last element. */
  #length = 0;
  /** Styled elements so far. */
  #styled = 0;
  /** Whether something was not shown. */
  isCut = false;

  /** @param {HTMLElement} output */
  constructor(output) {
    this.#output = output;
  }

  /**
   * append shows a piece of what a stream has printed.
   * @param {Stream} stream
   * @param {import("./ansi.js").Piece} piece
   */
  append(stream, [text, classes]) {
    this.isCut ||= this.#styled > STYLED;
    if (this.isCut) return;
    if (classes === ERASE) {
      eraseLine(this.#openSpan(stream), text);
      this.#length += text.length;
      return;
    }
    for (let rest = text; rest; ) rest = rest.slice(this.#appendPart(stream, rest, classes));
  }

  /**
   * appendPart appends as much of a text as the open element takes, closes the element if it is
   * full, and returns the number of characters appended.
   * @param {Stream} stream
   * @param {string} text
   * @param {string} classes
   */
  #appendPart(stream, text, classes) {
    const span = this.#openSpan(stream);
    const room = Math.max(0, LEAF - this.#length);
    const newline = text.length > room ? text.indexOf("\n", room) : -1;
    const most = Math.max(1, LINE - this.#length);
    const end = Math.min(newline < 0 ? text.length : newline + 1, most);
    this.#endOf(span, classes).appendData(text.slice(0, end));
    this.#length += end;
    const isLong = this.#length >= LINE || span.childElementCount >= STYLED_IN_LINE;
    if (newline >= 0 || isLong) this.#close(span, isLong);
    return end;
  }

  /**
   * endOf returns the text node at the end of an element that is shown with these classes.
   * @param {HTMLElement} span
   * @param {string} classes
   */
  #endOf(span, classes) {
    const last = span.lastChild;
    if (last instanceof HTMLElement && classes && last.className === classes)
      return /** @type {Text} */ (last.firstChild);
    if (last instanceof Text && !classes) return last;
    const text = document.createTextNode("");
    if (classes) {
      span.append(styledAs(classes, text));
      this.#styled++;
    } else span.append(text);
    return text;
  }

  /**
   * openSpan returns the element for what a stream prints next.
   * @param {Stream} stream
   */
  #openSpan(stream) {
    const last = this.#open;
    if (last?.dataset.stream === stream && last === this.#output.lastElementChild) return last;
    const span = document.createElement("span");
    span.dataset.stream = stream;
    this.#output.append(span);
    this.#length = 0;
    this.#open = span;
    return span;
  }

  /**
   * close ends an element. Where whole lines are in it, it becomes a leaf, a block of its own; an
   * element that begins or ends within a line must stay inline.
   * @param {HTMLElement} span
   * @param {boolean} isLong Whether the element ends because a line is too long, which breaks it.
   */
  #close(span, isLong) {
    this.#open = undefined;
    const before = span.previousElementSibling?.textContent ?? "\n";
    if (!isLong && !before.endsWith("\n")) return;
    span.classList.add("snippet-leaf");
    const lines = (span.textContent ?? "").split("\n").length - 1 || 1;
    span.style.setProperty("--lines", String(lines));
  }
}

/**
 * eraseLine hides the last line of an element, and the carriage return that erases it.
 * @param {HTMLElement} span
 * @param {string} carriageReturn
 */
function eraseLine(span, carriageReturn) {
  let erased = "";
  for (let last = span.lastChild; last && !isErased(last); last = span.lastChild) {
    const text = last.textContent ?? "";
    const start = text.lastIndexOf("\n") + 1;
    erased = text.slice(start) + erased;
    if (start) {
      /** @type {Text} */ (last.firstChild ?? last).data = text.slice(0, start);
      break;
    }
    last.remove();
  }
  const box = isErased(span.lastChild) ? span.lastChild : span.appendChild(styledAs("ansi-gone"));
  const { lastChild } = box;
  // A text node is copied as a whole when it grows, so a long one is followed by another.
  if (lastChild instanceof Text && lastChild.length < LEAF)
    lastChild.appendData(erased + carriageReturn);
  else box.append(erased + carriageReturn);
}

/**
 * isErased tells whether a node holds erased lines.
 * @param {Node | null} node
 * @returns {node is HTMLElement}
 */
function isErased(node) {
  return node instanceof HTMLElement && node.className === "ansi-gone";
}

/**
 * styledAs returns an element that shows nodes with these classes.
 * @param {string} classes
 * @param {Node[]} nodes
 */
function styledAs(classes, ...nodes) {
  const styled = document.createElement("span");
  styled.className = classes;
  styled.append(...nodes);
  return styled;
}
