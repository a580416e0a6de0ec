/** compare-guess.js compares, line by line, what a reader expects of a program with what it printed. */

import { align } from "../output/difference.js";

/**
 * Row is one line of the comparison. A line is right, differs from what was printed, was printed and
 * not guessed ("missing"), or was guessed and not printed ("extra").
 * @typedef {{ kind: "right" | "differs", guess: string, printed: string }
 *   | { kind: "missing", printed: string } | { kind: "extra", guess: string }} Row
 */

/**
 * linesToGuess lists what is to be guessed: the lines of standard output, then the type of the
 * exception that ended the program, if one did. Its message is hard to guess and teaches nothing.
 * @param {{ stdout: string, stderr: string, exitCode: number }} recorded
 */
export function linesToGuess({ stdout, stderr, exitCode }) {
  const lines = linesOf(stdout);
  const error = exitCode ? /^[\w.]+/.exec(linesOf(stderr).at(-1) ?? "") : null;
  return error ? [...lines, error[0]] : lines;
}

/**
 * compareGuess returns a row for each line, in the order of the output. Spaces at the ends of a line
 * do not count, several in a row count as one, and empty lines are left out.
 * @param {string} guess
 * @param {string[]} printed
 * @returns {Row[]}
 */
export function compareGuess(guess, printed) {
  const all = linesOf(printed.join("\n"));
  return align(all, linesOf(guess)).flatMap((part) =>
    "same" in part
      ? part.same.map((line) => /** @type {Row} */ ({ kind: "right", guess: line, printed: line }))
      : pair(part.gone, part.new),
  );
}

/**
 * pair puts lines that were printed beside those guessed in their place.
 * @param {string[]} printed
 * @param {string[]} guessed
 * @returns {Row[]}
 */
function pair(printed, guessed) {
  return Array.from({ length: Math.max(printed.length, guessed.length) }, (_, index) => {
    if (index >= guessed.length) return { kind: "missing", printed: printed[index] };
    if (index >= printed.length) return { kind: "extra", guess: guessed[index] };
    return { kind: "differs", guess: guessed[index], printed: printed[index] };
  });
}

/** linesOf returns the lines of a text as they are compared. @param {string} text */
function linesOf(text) {
  return text
    .split("\n")
    .map((line) => line.trim().replace(/\s+/g, " "))
    .filter(Boolean);
}
