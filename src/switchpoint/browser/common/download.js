/**
 * download.js fetches the files of the runtime, which are compressed with gzip, so that it does not
 * matter whether a host would do that.
 */

const Asking = XMLHttpRequest; // programs must not have it, see lockdown.js

/** Bytes that are unpacked in one go: 4 ms for a laptop, 20 ms for a slow telephone. */
const PIECE = 131072;

/** turn lets whatever else the thread has to do go first. */
const turn = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(undefined);
  });

/**
 * download returns a response with the unpacked content. No part of that keeps the thread long: the
 * page's may be the one that unpacks.
 * @param {string} url
 * @param {(bytes: number) => void} [onBytes] Told of every piece that has come.
 * @returns {Promise<Response>}
 */
export async function download(url, onBytes = () => {}) {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${response.status} ${url}`);
  const reader = response.body.getReader();
  const first = await reader.read();
  onBytes(first.value?.byteLength ?? 0);
  let next = first;
  let at = 0;
  /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */
  const stream = new ReadableStream({
    async pull(controller) {
      if (next.done) return controller.close();
      controller.enqueue(next.value.subarray(at, at + PIECE));
      at += PIECE;
      if (at < next.value.byteLength) return turn();
      at = 0;
      next = await reader.read();
      onBytes(next.value?.byteLength ?? 0);
    },
  });
  // A host may have marked the file as compressed; then the browser has unpacked it already.
  const packed = first.value?.[0] === 0x1f && first.value[1] === 0x8b;
  const body = packed ? stream.pipeThrough(new DecompressionStream("gzip")) : stream;
  const type = url.includes(".wasm") ? "application/wasm" : "application/zip";
  return new Response(body, { headers: { "content-type": type } });
}

/**
 * downloadNow returns a file's bytes, as they are stored, while the worker waits.
 * @param {string} url
 */
export function downloadNow(url) {
  const request = new Asking();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${request.status} ${url}`);
  return new Uint8Array(request.response);
}
