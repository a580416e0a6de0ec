import assert from "node:assert/strict";
import { test } from "node:test";
import { draw } from "../../../../src/switchpoint/browser/timeline/svg.js";

class FakeElement {
  attributes = {};
  children = [];
  textContent = "";

  constructor(tag) {
    this.tag = tag;
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  append(child) {
    this.children.push(child);
  }
}
globalThis.document = { createElementNS: (_namespace, tag) => new FakeElement(tag) };

const drawing = { width: 10, height: 20, story: [], says: [] };

test("a drawing becomes elements with their attributes and texts", () => {
  const picture = draw({ ...drawing, shapes: [["text", { x: 1, class: "tl-name" }, "main"]] });
  assert.equal(picture.attributes.viewBox, "0 0 10 20");
  const [shape] = picture.children;
  assert.equal(shape.tag, "text");
  assert.equal(shape.textContent, "main");
  assert.deepEqual(shape.attributes, { x: "1", class: "tl-name" });
});

test("elements and attributes that a drawing may not have are left out", () => {
  const shapes = [
    ["script", {}, "alert(1)"],
    ["a", { href: "x" }, "link"],
    ["rect", { x: 1, onclick: "alert(1)", style: "fill: red", href: "x" }, ""],
  ];
  const { children } = draw({ ...drawing, shapes });
  assert.deepEqual(
    children.map(({ tag, attributes }) => [tag, attributes]),
    [["rect", { x: "1" }]],
  );
});
