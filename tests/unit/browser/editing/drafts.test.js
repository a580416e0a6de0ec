import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  keepDraft,
  onOtherDraft,
  readDraft,
} from "../../../../src/switchpoint/browser/editing/drafts.js";
import { replaceStorage } from "../fake-storage.js";

const draft = { source: "print(2)", original: "print(1)" };

let storage;
beforeEach(() => {
  storage = replaceStorage("localStorage");
});

test("each snippet has its draft", () => {
  assert.equal(keepDraft("a/b", draft), true);
  assert.deepEqual(readDraft("a/b"), draft);
  assert.equal(readDraft("a/c"), undefined);
});

test("a draft that is kept as undefined is deleted", () => {
  keepDraft("a/b", draft);
  keepDraft("a/b", undefined);
  assert.equal(readDraft("a/b"), undefined);
  assert.deepEqual(storage.keys(), []);
});

for (const text of ["", "no JSON", "null", "[]", '{"source": 1, "original": ""}']) {
  test(`${JSON.stringify(text)} is no draft`, () => {
    storage.setItem("switchpoint:draft:a/b", text);
    assert.equal(readDraft("a/b"), undefined);
  });
}

test("drafts of other tabs are heard of until the signal is aborted", () => {
  const page = new EventTarget();
  globalThis.addEventListener = page.addEventListener.bind(page);
  const fire = (key, newValue) =>
    page.dispatchEvent(Object.assign(new Event("storage"), { key, newValue }));
  const heard = [];
  const listening = new AbortController();
  onOtherDraft((...what) => heard.push(what), listening.signal);
  fire("switchpoint:draft:a/b", JSON.stringify(draft));
  fire("switchpoint:draft:a/b", null);
  fire("switchpoint:progress", JSON.stringify(draft));
  fire(null, null); // everything was deleted
  listening.abort();
  fire("switchpoint:draft:a/c", JSON.stringify(draft));
  assert.deepEqual(heard, [["a/b", draft]]);
});
