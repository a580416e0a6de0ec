import assert from "node:assert/strict";
import { test } from "node:test";
import { fill } from "../../../../src/switchpoint/browser/common/fill.js";

test("values are put into their places, numbers too, as often as they stand there", () => {
  assert.equal(fill("{a}, {b} and {a}", { a: "x", b: 0 }), "x, 0 and x");
});

test("a place without a value stays", () => {
  assert.equal(fill("{a} {b}", { a: 1 }), "1 {b}");
});

test("what a value holds is not filled again", () => {
  assert.equal(fill("{a}", { a: "{b} $&", b: "no" }), "{b} $&");
});
