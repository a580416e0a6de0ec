import assert from "node:assert/strict";
import { test } from "node:test";
import { place } from "../../../../src/switchpoint/browser/measuring/draw.js";

const log = { is_log: true, domain: [1e-8, 1e-4], length: 400, is_upright: false };
const linear = { is_log: false, domain: [0, 5], length: 100, is_upright: true };

test("a value stands on a logarithmic axis by its power of ten", () => {
  assert.equal(Math.round(place(1e-8, log)), 0);
  assert.equal(Math.round(place(1e-6, log)), 200);
  assert.equal(Math.round(place(1e-4, log)), 400);
});

test("a value stands on a linear axis by itself", () => {
  assert.equal(place(2, linear), 40);
});

test("what is beyond an axis stands on its end", () => {
  assert.equal(place(1e-9, log), 0);
  assert.equal(place(0, log), 0);
  assert.equal(place(7, linear), 100);
});
