import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  readProgress,
  writeProgress,
} from "../../../../src/switchpoint/browser/exercise/stored-progress.js";
import { replaceStorage } from "../fake-storage.js";

const KEY = "switchpoint:progress";

let storage;
beforeEach(() => {
  storage = replaceStorage("localStorage");
});

test("progress is read as it was written", () => {
  const progress = { "article/": { "a/b": [1, 3], "a/c": [0, 2] }, "gevent/": { "g/h": [2, 2] } };
  writeProgress(progress);
  assert.deepEqual(readProgress(), progress);
});

test("pages on which nothing was passed are not stored", () => {
  writeProgress({ "article/": { "a/b": [0, 3] }, "gevent/": { "g/h": [2, 2] } });
  assert.deepEqual(Object.keys(readProgress()), ["gevent/"]);
});

test("where nothing was passed at all nothing is stored", () => {
  storage.setItem(KEY, "{}");
  writeProgress({ "article/": { "a/b": [0, 3] } });
  assert.deepEqual(storage.keys(), []);
});

const FOREIGN = ["", "{", "no JSON", "null", "7", "[]", '{"a": 1}', '{"p": {"a/b": 1}}'];
for (const text of [...FOREIGN, '{"p": {"a/b": [3, 2]}}']) {
  test(`${JSON.stringify(text)} is no progress`, () => {
    storage.setItem(KEY, text);
    assert.deepEqual(readProgress(), {});
  });
}

test("where the browser refuses storage nothing is read and no error thrown", () => {
  storage.isRefused = true;
  writeProgress({});
  writeProgress({ "article/": { "a/b": [1, 3] } });
  assert.deepEqual(readProgress(), {});
});

test("where nothing more can be stored what was is still read", () => {
  const progress = { "article/": { "a/b": [1, 3] } };
  writeProgress(progress);
  storage.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  writeProgress({ "article/": { "a/b": [2, 3] } });
  assert.deepEqual(readProgress(), progress);
});
