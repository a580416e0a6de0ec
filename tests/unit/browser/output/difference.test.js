import assert from "node:assert/strict";
import { test } from "node:test";
import { align, compareWords } from "../../../../src/switchpoint/browser/output/difference.js";

/** Make both texts of the parts again. */
const texts = (parts) => ["gone", "new"].map((side) => parts.flatMap((p) => p.same ?? p[side]));

/** Count the lines that are not in both. */
const changes = (parts) =>
  parts.reduce((sum, p) => sum + (p.same ? 0 : p.gone.length + p.new.length), 0);

test("equal texts are one part", () => {
  assert.deepEqual(align(["a", "b"], ["a", "b"]), [{ same: ["a", "b"] }]);
  assert.deepEqual(align([], []), []);
});

test("a changed line stands between what is the same", () => {
  assert.deepEqual(align(["a", "b", "c"], ["a", "x", "c"]), [
    { same: ["a"] },
    { gone: ["b"], new: ["x"] },
    { same: ["c"] },
  ]);
});

test("a text that lacks everything", () => {
  assert.deepEqual(align(["a"], []), [{ gone: ["a"], new: [] }]);
  assert.deepEqual(align([], ["a"]), [{ gone: [], new: ["a"] }]);
});

test("the alignment is the shortest, and makes both texts", () => {
  // the example of Myers' paper: five edits
  const [a, b] = ["abcabba", "cbabac"].map((text) => text.split(""));
  const parts = align(a, b);
  assert.deepEqual(texts(parts), [a, b]);
  assert.equal(changes(parts), 5);
});

test("random texts are made again by their alignment", () => {
  let seed = 1;
  const next = (below) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (let round = 0; round < 200; round++) {
    const [a, b] = [0, 1].map(() => Array.from({ length: next(12) }, () => "abc"[next(3)]));
    assert.deepEqual(texts(align(a, b)), [a, b]);
  }
});

test("texts with more than 400 changes are not aligned", () => {
  const a = Array.from({ length: 1000 }, (_, i) => `${2 * i}`);
  const b = Array.from({ length: 1000 }, (_, i) => `${3 * i}`);
  const parts = align(a, b);
  assert.deepEqual(texts(parts), [a, b]);
  assert.deepEqual(
    parts.map((part) => Object.keys(part)),
    [["same"], ["gone", "new"]],
  );
});

test("words that the other line lacks are marked", () => {
  assert.deepEqual(compareWords("y is old here", "y is new here"), [
    [
      ["y is ", false],
      ["old", true],
      [" here", false],
    ],
    [
      ["y is ", false],
      ["new", true],
      [" here", false],
    ],
  ]);
});

test("Chinese is compared character by character", () => {
  assert.deepEqual(compareWords("生产者先跑", "消费者先跑")[0], [
    ["生产", true],
    ["者先跑", false],
  ]);
});

test("nothing is marked in lines with little in common, or with too many words", () => {
  assert.deepEqual(compareWords("abc def", "xyz"), [[["abc def", false]], [["xyz", false]]]);
  const long = "a ".repeat(300);
  assert.deepEqual(compareWords(`${long}x`, `${long}y`)[1], [[`${long}y`, false]]);
});
