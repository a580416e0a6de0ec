import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  forgetReading,
  noteReading,
  readReading,
} from "../../../../src/switchpoint/browser/exercise/stored-reading.js";
import { replaceStorage } from "../fake-storage.js";

const KEY = "switchpoint:reading";

let storage;
beforeEach(() => {
  storage = replaceStorage("localStorage");
});

test("what is noted of a page adds up, each program once", () => {
  noteReading("article/", { ran: "a/b", of: 3 });
  noteReading("article/", { end: true, of: 3 });
  noteReading("article/", { ran: "a/c", of: 3 });
  noteReading("article/", { ran: "a/b", of: 3 });
  noteReading("gevent/", { ran: "g/h", of: 1 });
  assert.deepEqual(readReading(), {
    "article/": { end: true, ran: ["a/b", "a/c"], of: 3 },
    "gevent/": { end: false, ran: ["g/h"], of: 1 },
  });
});

test("a page has as many programs as it had last", () => {
  noteReading("article/", { ran: "a/b", of: 3 });
  noteReading("article/", { end: true, of: 4 });
  assert.equal(readReading()["article/"].of, 4);
});

test("the front page is not noted", () => {
  noteReading("", { end: true, of: 1 });
  assert.deepEqual(storage.keys(), []);
});

test("forgetting leaves nothing", () => {
  noteReading("article/", { end: true, of: 3 });
  forgetReading();
  assert.deepEqual(storage.keys(), []);
});

test("where the browser refuses storage nothing is read and no error thrown", () => {
  storage.isRefused = true;
  noteReading("article/", { end: true, of: 3 });
  forgetReading();
  assert.deepEqual(readReading(), {});
});

for (const text of ["", "no JSON", "null", "[]", '{"p": {"end": true}}', '{"p": null}']) {
  test(`${JSON.stringify(text)} is no reading`, () => {
    storage.setItem(KEY, text);
    assert.deepEqual(readReading(), {});
  });
}
