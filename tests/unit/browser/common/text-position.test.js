import assert from "node:assert/strict";
import { test } from "node:test";
import { positionOf } from "../../../../src/switchpoint/browser/common/text-position.js";

const text = (content) => ({ nodeType: 3, length: content.length });
const element = (...childNodes) => ({ nodeType: 1, childNodes });

const [ab, cde, f] = [text("ab"), text("cde"), text("f")];
const nested = element(ab, element(element(), element(cde)), f);

for (const [offset, node, within] of [
  [0, ab, 0],
  [2, ab, 2],
  [3, cde, 1],
  [5, cde, 3],
  [6, f, 1],
  [7, nested, 3],
]) {
  test(`character ${offset} is found however deep its text is`, () => {
    const [found, at] = positionOf(nested, offset);
    assert.equal(found, node);
    assert.equal(at, within);
  });
}

test("an element without text gives its own beginning", () => {
  const empty = element();
  assert.deepEqual(positionOf(empty, 0), [empty, 0]);
});
