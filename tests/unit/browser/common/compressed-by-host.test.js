import assert from "node:assert/strict";
import { test } from "node:test";
import { compressedByHost } from "../../../../src/switchpoint/browser/common/compressed-by-host.js";

const GOOD = { "content-type": "application/wasm", "content-encoding": "gzip" };

/** Answer requests with these headers; return what was asked for, and whether the rest was refused. */
function serve(headers, status = 200) {
  const seen = { url: "", cache: "", isCancelled: false };
  const body = new ReadableStream({
    cancel() {
      seen.isCancelled = true;
    },
  });
  globalThis.fetch = async (url, { cache }) => {
    Object.assign(seen, { url, cache });
    return new Response(body, { status, headers });
  };
  return seen;
}

test("the response of a host that compresses is returned unread", async () => {
  const seen = serve(GOOD);
  const response = await compressedByHost("pyodide/engine.wasm.gz");
  assert.equal(response.bodyUsed, false);
  assert.deepEqual(seen, { url: "pyodide/engine.wasm", cache: "force-cache", isCancelled: false });
});

for (const [what, headers, status] of [
  ["that does not compress", { "content-type": "application/wasm" }, 200],
  ["that knows no WebAssembly", { ...GOOD, "content-type": "text/plain" }, 200],
  ["without the file", GOOD, 404],
])
  test(`the response of a host ${what} is not read`, async () => {
    const seen = serve(headers, status);
    assert.equal(await compressedByHost("engine.wasm.gz"), undefined);
    assert.equal(seen.isCancelled, true);
  });

test("without a network there is no response", async () => {
  globalThis.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
  assert.equal(await compressedByHost("engine.wasm.gz"), undefined);
});
