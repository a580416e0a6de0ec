/**
 * comparison.js shows how what a run printed differs from the recording: the lines that only one of
 * them has, the words that changed in them, and a few unchanged lines around.
 */

import { fill } from "../common/fill.js";
import { align, compareWords } from "./difference.js";

/** @typedef {import("../interpreter/messages.js").Stream} Stream */
/** @typedef {import("../common/later-strings.js").AllStrings} AllStrings */
/** @typedef {import("./difference.js").Word} Word */
/** @typedef {{ stdout: string, stderr: string, exitCode: number }} Printed */

/**
 * Row is one line of the comparison: a line of the output with its mark, or a note about lines that
 * are left out.
 * @typedef {{ mark: "−" | "+" | " ", words: Word[] } | { note: string }} Row
 */

/** Unchanged lines that are shown around a changed one, and changed lines that are shown in all. */
const CONTEXT = 3;
const CHANGES = 200;

/**
 * printedBy reads one stream back from the output.
 * @param {HTMLElement} output
 * @param {Stream} stream
 */
export function printedBy(output, stream) {
  const parts = output.querySelectorAll(`[data-stream=${stream}]`);
  return [...parts].map((part) => part.textContent ?? "").join("");
}

/**
 * drawComparison returns the box with the comparison of a recording and a run.
 * @param {Printed} recorded
 * @param {Printed} now
 * @param {AllStrings} words
 * @returns {HTMLElement}
 */
export function drawComparison(recorded, now, words) {
  const box = document.createElement("div");
  box.dataset.part = "difference";
  const title = document.createElement("p");
  title.textContent = words.difference_title;
  const list = document.createElement("pre");
  list.tabIndex = 0;
  list.setAttribute("role", "region");
  list.setAttribute("aria-label", words.difference_title);
  list.append(...compare(recorded, now, words).map(drawRow));
  box.append(title, list);
  return box;
}

/**
 * compare returns the rows of the comparison.
 * @param {Printed} recorded
 * @param {Printed} now
 * @param {AllStrings} words
 * @returns {Row[]}
 */
export function compare(recorded, now, words) {
  const parts = align(linesOf(recorded, words), linesOf(now, words));
  /** @type {Row[]} */
  const rows = [];
  let room = CHANGES;
  for (const [index, part] of parts.entries()) {
    if ("same" in part) {
      const isLast = index === parts.length - 1;
      rows.push(...context(part.same, index === 0 ? 0 : CONTEXT, isLast ? 0 : CONTEXT, words));
    } else {
      const { gone, added } = changedWords(part, room);
      for (const [mark, lines, all] of /** @type {const} */ ([
        ["−", gone, part.gone.length],
        ["+", added, part.new.length],
      ])) {
        const shown = lines.slice(0, room);
        room -= shown.length;
        rows.push(...shown.map((words) => ({ mark, words })));
        if (shown.length < all)
          rows.push({ note: fill(words.more_lines, { count: all - shown.length }) });
      }
    }
  }
  return rows;
}

/**
 * changedWords pairs the lines that are gone with the new ones and compares their words, in as many
 * lines as can be shown.
 * @param {{ gone: string[], new: string[] }} part
 * @param {number} room
 * @returns {{ gone: Word[][], added: Word[][] }}
 */
function changedWords(part, room) {
  /** @type {(line: string) => Word[]} */
  const unmarked = (line) => [[line, false]];
  const gone = part.gone.slice(0, room).map(unmarked);
  const added = part.new.slice(0, room).map(unmarked);
  for (let at = 0; at < Math.min(gone.length, added.length); at++)
    [gone[at], added[at]] = compareWords(part.gone[at], part.new[at]);
  return { gone, added };
}

/**
 * context returns the rows for unchanged lines: the first and last few, and a note on the others.
 * @param {string[]} same
 * @param {number} before Lines to show after the change before them.
 * @param {number} after Lines to show before the change after them.
 * @param {AllStrings} words
 * @returns {Row[]}
 */
function context(same, before, after, words) {
  /** @type {(line: string) => Row} */
  const row = (line) => ({ mark: " ", words: [[line, false]] });
  const count = same.length - before - after;
  if (count <= 1) return same.map(row); // a note would take as much room
  return [
    ...same.slice(0, before).map(row),
    { note: fill(words.same_lines, { count }) },
    ...same.slice(same.length - after).map(row),
  ];
}

/**
 * linesOf lists all that is compared: the lines of both streams, and the exit code.
 * @param {Printed} printed
 * @param {AllStrings} words
 */
function linesOf({ stdout, stderr, exitCode }, words) {
  const all = [stdout, stderr].filter(Boolean).flatMap((text) => {
    const lines = text.split("\n");
    if (lines.at(-1) === "") lines.pop();
    else lines.push(words.no_newline);
    return lines;
  });
  return [...all, fill(words.exit_code, { code: exitCode })];
}

/** drawRow returns the element for a row. @param {Row} row */
function drawRow(row) {
  if ("note" in row) {
    const note = document.createElement("i");
    note.textContent = `${row.note}\n`;
    return note;
  }
  const { mark, words } = row;
  const line = document.createElement(mark === "−" ? "del" : mark === "+" ? "ins" : "span");
  line.append(`${mark} `);
  for (const [text, isChanged] of words) {
    if (isChanged) line.appendChild(document.createElement("mark")).textContent = text;
    else line.append(text);
  }
  line.append("\n");
  return line;
}
