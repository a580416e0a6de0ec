import assert from "node:assert/strict";
import { test } from "node:test";
import { compare } from "../../../../src/switchpoint/browser/output/comparison.js";

const words = {
  no_newline: "(no newline)",
  exit_code: "exit {code}",
  same_lines: "{count} alike",
  more_lines: "{count} more",
};

/** Compare two outputs; write each row as one text, marked words in brackets. */
function rows(recorded, now) {
  const printed = (it) => ({ stdout: "", stderr: "", exitCode: 0, ...it });
  return compare(printed(recorded), printed(now), words).map((row) =>
    "note" in row
      ? row.note
      : `${row.mark} ${row.words.map(([text, changed]) => (changed ? `[${text}]` : text)).join("")}`,
  );
}

test("changed words are marked, in the lines of both", () => {
  assert.deepEqual(rows({ stdout: "x is 1\n" }, { stdout: "x is 2\n" }), [
    "− x is [1]",
    "+ x is [2]",
    "  exit 0",
  ]);
});

test("standard error, a missing newline and the exit code are compared, too", () => {
  const now = { stdout: "a", stderr: "b\n", exitCode: 1 };
  assert.deepEqual(rows({ stdout: "a\n" }, now), [
    "  a",
    "− exit 0",
    "+ (no newline)",
    "+ b",
    "+ exit 1",
  ]);
});

test("three unchanged lines are shown beside a change, the others counted", () => {
  const text = (line) => `x\n${"same\n".repeat(10)}${line}\n`;
  assert.deepEqual(
    rows({ stdout: `the first ${text("y")}` }, { stdout: `the other ${text("z")}` }),
    [
      "− the [first] x",
      "+ the [other] x",
      "  same",
      "  same",
      "  same",
      "4 alike",
      "  same",
      "  same",
      "  same",
      "− y",
      "+ z",
      "  exit 0",
    ],
  );
});

test("unchanged lines before the first change are left out", () => {
  const same = "1\n2\n3\n4\n5\n6\n";
  assert.deepEqual(rows({ stdout: `${same}x` }, { stdout: `${same}x\n` }), [
    "4 alike",
    "  5",
    "  6",
    "  x",
    "− (no newline)",
    "  exit 0",
  ]);
});

test("at most 200 changed lines are shown", () => {
  const text = (count, line) => `${line}\n`.repeat(count);
  const found = rows({ stdout: text(150, "a") }, { stdout: text(150, "b") });
  assert.equal(found.filter((row) => row === "− a").length, 150);
  assert.equal(found.filter((row) => row === "+ b").length, 50);
  assert.equal(found.at(-2), "100 more");
});
