import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import {
  handedOver,
  handOver,
  holdsProgram,
  LARGEST,
  linkTo,
  pack,
  unpack,
} from "../../../../src/switchpoint/browser/editing/share.js";
import { replaceStorage } from "../fake-storage.js";

globalThis.document = { baseURI: "https://example.org/book/article/" };

let storage;
beforeEach(() => {
  storage = replaceStorage("sessionStorage");
});

for (const source of ["", "print('切换 🙂')\n", "x = 1\n".repeat(30_000)]) {
  test(`a program of ${source.length} characters comes out as it went in`, async () => {
    const fragment = await pack(source);
    assert.match(fragment, /^code=[\w-]*$/); // nothing that a link must escape
    assert.equal(await unpack(fragment), source);
    assert.equal(await unpack(`#${fragment}`), source);
  });
}

test("links made earlier still open", async () => {
  assert.equal(await unpack("code=KyjKzCvRUK9U1wQA"), "print('y')");
});

test("a fragment says whether it holds a program", () => {
  assert.equal(holdsProgram("code=abc"), true);
  assert.equal(holdsProgram("#code=abc"), true);
  assert.equal(holdsProgram("snippet=a/b"), false);
});

for (const damaged of ["code=%%%", "code=abc", "code=", "code=____"]) {
  test(`${damaged} is damaged, not too long`, async () => {
    await assert.rejects(unpack(damaged), (error) => !(error instanceof RangeError));
  });
}

test("bytes that are no UTF-8 are no program", async () => {
  const packed = deflateRawSync(Buffer.from([0xff, 0xfe])).toString("base64url");
  await assert.rejects(unpack(`code=${packed}`), TypeError);
});

test("a program that is too long is not unpacked to its end", async () => {
  const pack = (bytes) => deflateRawSync(Buffer.alloc(bytes, "a")).toString("base64url");
  assert.equal((await unpack(`code=${pack(LARGEST)}`)).length, LARGEST);
  await assert.rejects(unpack(`code=${pack(LARGEST + 1)}`), RangeError);
  await assert.rejects(unpack(`code=${pack(50 * LARGEST)}`), RangeError);
});

test("a link leads to the playground, wherever the page is", async () => {
  const link = new URL(await linkTo("../playground/", "x = 1\n"));
  assert.equal(link.origin + link.pathname, "https://example.org/book/playground/");
  assert.equal(await unpack(link.hash), "x = 1\n");
});

test("within the site the program goes through the session storage", async () => {
  const address = await handOver("../playground/", "x = 1\n");
  assert.equal(address, "https://example.org/book/playground/#handover");
  assert.equal(handedOver(), "x = 1\n");
});

test("where storage is refused the address holds the program", async () => {
  storage.isRefused = true;
  assert.equal(await unpack(new URL(await handOver("../playground/", "x = 1\n")).hash), "x = 1\n");
  assert.equal(handedOver(), undefined);
});
