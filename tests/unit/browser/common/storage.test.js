import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keep, recall } from "../../../../src/switchpoint/browser/common/storage.js";
import { replaceStorage } from "../fake-storage.js";

let storage;
beforeEach(() => {
  storage = replaceStorage("localStorage");
});

test("a text is kept under a key of the site's own", () => {
  assert.equal(keep("a", "text"), true);
  assert.equal(recall("a"), "text");
  assert.deepEqual(storage.keys(), ["switchpoint:a"]);
});

test("keeping nothing deletes", () => {
  keep("a", "text");
  assert.equal(keep("a", undefined), true);
  assert.equal(recall("a"), null);
});

test("where storage is refused nothing is kept and nothing thrown", () => {
  storage.isRefused = true;
  assert.equal(keep("a", "text"), false);
  assert.equal(recall("a"), null);
});
