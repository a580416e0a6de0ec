import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

globalThis.XMLHttpRequest = class {}; // browsers have it, and the module takes it when it loads
const { download } = await import("../../../../src/switchpoint/browser/common/download.js");

const content = Buffer.from("switch ".repeat(100_000));

/** Answer the next requests with these bytes. */
function serve(bytes, status = 200) {
  globalThis.fetch = async () => new Response(bytes, { status });
}

test("a gzipped file is unpacked, and its bytes are counted as they came", async () => {
  const packed = gzipSync(content);
  serve(packed);
  let received = 0;
  const response = await download("x.zip.gz", (bytes) => {
    received += bytes;
  });
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), content);
  assert.equal(received, packed.length);
});

test("a file that the browser has unpacked already stays as it is", async () => {
  serve(content);
  const response = await download("x.zip.gz");
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), content);
});

test("an engine can be compiled as it comes", async () => {
  serve(gzipSync(content));
  const { headers } = await download("engine.wasm.gz");
  assert.equal(headers.get("content-type"), "application/wasm");
});

test("an engine that the host compresses comes as it is, and its bytes are counted", async () => {
  const headers = { "content-type": "application/wasm", "content-encoding": "gzip" };
  const sent = new Response(content, { headers });
  globalThis.fetch = async () => sent;
  let received = 0;
  const response = await download("engine.wasm.gz", (bytes, isPacked) => {
    assert.equal(isPacked, false);
    received += bytes;
  });
  assert.equal(response, sent);
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), content);
  assert.equal(received, content.length);
});

test("a file that is not there is an error", async () => {
  serve("no", 404);
  await assert.rejects(download("x.zip.gz"), /404 x\.zip\.gz/);
});
