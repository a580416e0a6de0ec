import assert from "node:assert/strict";
import { test } from "node:test";
import {
  compareGuess,
  linesToGuess,
} from "../../../../src/switchpoint/browser/prediction/compare-guess.js";

/** Compare; write each row as its kind, what was guessed, and what was printed. */
const rows = (guess, printed) =>
  compareGuess(guess, printed).map((row) =>
    [row.kind, row.guess ?? "-", row.printed ?? "-"].join(" "),
  );

test("a right guess has only right lines", () => {
  assert.deepEqual(rows("x\n1\n", ["x", "1"]), ["right x x", "right 1 1"]);
});

test("spaces at the ends, several in a row, and empty lines do not count", () => {
  assert.deepEqual(rows("\n  a b \r\n\nc\n\n", ["a   b", "", "c  "]), [
    "right a b a b",
    "right c c",
  ]);
});

test("letters count as they are written", () => {
  assert.deepEqual(rows("ok", ["OK"]), ["differs ok OK"]);
});

test("a line left out is missing, and the others stay right", () => {
  assert.deepEqual(rows("a\nc", ["a", "b", "c"]), ["right a a", "missing - b", "right c c"]);
});

test("a line too many is extra, and the others stay right", () => {
  assert.deepEqual(rows("a\nb\nc", ["a", "c"]), ["right a a", "extra b -", "right c c"]);
});

test("lines in the place of others differ, the rest is missing or extra", () => {
  assert.deepEqual(rows("a\nx", ["a", "b", "c"]), ["right a a", "differs x b", "missing - c"]);
  assert.deepEqual(rows("a\nx\ny", ["a", "b"]), ["right a a", "differs x b", "extra y -"]);
});

test("a program that prints nothing makes each line one too many", () => {
  assert.deepEqual(rows("a", []), ["extra a -"]);
});

test("an exception counts by its type, after the output", () => {
  const stderr = 'Traceback:\n  File "a.py"\nZeroDivisionError: division by zero\n';
  assert.deepEqual(linesToGuess({ stdout: "x\n", stderr, exitCode: 1 }), [
    "x",
    "ZeroDivisionError",
  ]);
});

test("a warning on standard error is not to be guessed", () => {
  assert.deepEqual(linesToGuess({ stdout: "x\n", stderr: "a warning\n", exitCode: 0 }), ["x"]);
});
