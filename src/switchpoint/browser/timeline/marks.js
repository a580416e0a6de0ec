/** marks.js marks a step of the timeline in the code and in the output. */

import { positionOf } from "../common/text-position.js";

/** Pixels of what is not printed yet that stay in view. */
const LINES = 50;

/**
 * markLine marks a line of the code; 0 removes the mark.
 * @param {HTMLElement} code
 * @param {number} line
 */
export function markLine(code, line) {
  let mark = /** @type {HTMLElement | null} */ (code.querySelector(".step-line"));
  if (!line) return mark?.remove();
  if (!mark) {
    mark = document.createElement("span");
    mark.className = "step-line";
    code.prepend(mark);
  }
  mark.style.setProperty("--line", String(line));
  const scroller = /** @type {HTMLElement} */ (code.parentElement);
  const [view, box] = [scroller.getBoundingClientRect(), mark.getBoundingClientRect()];
  // With the lines around it in view; where there are five, the lit one is the third.
  const around = Math.min(2 * box.height, (view.height - box.height) / 2 - 1);
  if (box.top < view.top + around || box.bottom > view.bottom - around)
    scroller.scrollTop += (box.top + box.bottom - view.top - view.bottom) / 2;
}

/**
 * markPrinted sets apart what is printed after a number of characters of standard output.
 * @param {HTMLElement} output
 * @param {number} end Infinity removes the marks.
 */
export function markPrinted(output, end) {
  unmarkPrinted(output);
  if (end === Infinity) return;
  let seen = 0;
  for (const part of output.querySelectorAll("[data-stream]")) {
    const isOut = part.getAttribute("data-stream") === "stdout";
    const { length } = part.textContent ?? "";
    if (seen >= end) part.classList.add("to-come");
    else if (isOut && end - seen < length) splitAt(part, end - seen);
    if (isOut) seen += length;
  }
}

/** showPrinted scrolls the output to the end of what is printed so far. @param {HTMLElement} output */
export function showPrinted(output) {
  const rest = output.querySelector(".to-come");
  const view = output.getBoundingClientRect();
  const end = rest ? rest.getBoundingClientRect().top : Infinity;
  output.scrollTop += Math.min(end - view.bottom + LINES, output.scrollHeight);
}

/** unmarkPrinted removes the marks and joins what was split. @param {HTMLElement} output */
function unmarkPrinted(output) {
  for (const part of output.querySelectorAll(".to-come")) {
    const before = /** @type {HTMLElement | null} */ (part.previousElementSibling);
    if (part.classList.contains("to-come-split") && before) {
      before.append(...part.childNodes);
      before.normalize();
      part.remove();
    } else part.classList.remove("to-come");
  }
}

/**
 * splitAt moves what an element has after an offset into a marked element behind it.
 * @param {Element} part
 * @param {number} offset
 */
function splitAt(part, offset) {
  const rest = /** @type {HTMLElement} */ (part.cloneNode(false));
  const range = document.createRange();
  range.setStart(...positionOf(part, offset));
  range.setEnd(part, part.childNodes.length);
  rest.append(range.extractContents());
  rest.classList.add("to-come", "to-come-split");
  part.after(rest);
}
