import assert from "node:assert/strict";
import { test } from "node:test";
import { compressedByHost } from "../../../../src/switchpoint/browser/common/compressed-by-host.js";

const GOOD = { "content-type": "application/wasm", "content-encoding": "gzip" };

/** Answer requests with these headers; return what was asked for, and what ends the answer. */
function serve(headers, status = 200) {
  const seen = {};
  globalThis.fetch = async (url, options) => {
    Object.assign(seen, { url, ...options });
    return new Response("code", { status, headers });
  };
  return seen;
}

test("the response of a host that compresses is returned unread", async () => {
  const seen = serve(GOOD);
  const response = await compressedByHost("pyodide/engine.wasm.gz");
  assert.equal(response.bodyUsed, false);
  assert.equal(seen.url, "pyodide/engine.wasm");
  assert.equal(seen.cache, "force-cache");
  assert.equal(seen.signal.aborted, false);
});

test("who ends the download ends it, whenever that is", async () => {
  const seen = serve(GOOD);
  const ending = new AbortController();
  await compressedByHost("engine.wasm.gz", ending.signal);
  ending.abort();
  assert.equal(seen.signal.aborted, true);
});

test("a host that does not answer is not waited for", async () => {
  globalThis.fetch = (_, { signal }) =>
    new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  assert.equal(await compressedByHost("engine.wasm.gz", undefined, 1), undefined);
});

for (const [what, headers, status] of [
  ["that does not compress", { "content-type": "application/wasm" }, 200],
  ["that knows no WebAssembly", { ...GOOD, "content-type": "text/plain" }, 200],
  ["without the file", GOOD, 404],
])
  test(`the response of a host ${what} is not read`, async () => {
    const seen = serve(headers, status);
    assert.equal(await compressedByHost("engine.wasm.gz"), undefined);
    assert.equal(seen.signal.aborted, true);
  });

test("without a network there is no response", async () => {
  globalThis.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
  assert.equal(await compressedByHost("engine.wasm.gz"), undefined);
});

test("other files are not asked for without their ending", async () => {
  const seen = serve(GOOD);
  assert.equal(await compressedByHost("stdlib.zip.gz"), undefined);
  assert.deepEqual(seen, {});
});
