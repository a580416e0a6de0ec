/**
 * traceback-fold.js folds the calls in the middle of a traceback, as pages/block.py does in
 * recordings: a reader needs the end first.
 */

import { fill } from "../common/fill.js";
import { positionOf } from "../common/text-position.js";

/**
 * foldTraceback folds a span of standard error. A span that crosses two elements stays unfolded:
 * only output of many thousand characters has one.
 * @param {HTMLElement} output
 * @param {[number, number]} span
 * @param {import("../common/later-strings.js").AllStrings} words
 */
export function foldTraceback(output, [from, to], words) {
  let seen = 0;
  for (const part of output.querySelectorAll("[data-stream=stderr]")) {
    const end = seen + (part.textContent ?? "").length;
    if (from < end) {
      if (from >= seen && to <= end) fold(part, from - seen, to - seen, words);
      return;
    }
    seen = end;
  }
}

/**
 * fold puts the characters of an element between two offsets into a closed `details`.
 * @param {Element} part
 * @param {number} from
 * @param {number} to
 * @param {import("../common/later-strings.js").AllStrings} words
 */
function fold(part, from, to, words) {
  const range = document.createRange();
  range.setStart(...positionOf(part, from));
  range.setEnd(...positionOf(part, to));
  const folded = range.extractContents();
  const calls = (folded.textContent ?? "").match(/^ {2}File "/gm)?.length ?? 0;
  const details = document.createElement("details");
  details.className = "trace-fold";
  const summary = document.createElement("summary");
  summary.dataset.label = fill(words.earlier_calls, { count: calls }); // drawn by CSS
  summary.setAttribute("aria-label", summary.dataset.label);
  details.append(summary, folded);
  range.insertNode(details);
}
