/**
 * download.js fetches the runtime's files. They are stored gzipped and unpacked here, so that the
 * site is as small on a host that does not compress.
 */

import { compressedByHost } from "./compressed-by-host.js";

/** Taken now: lockdown.js removes XMLHttpRequest from the worker before programs run. */
const Request = XMLHttpRequest;

/** Bytes handed to the decompressor at a time: 4 ms of work on a laptop, 20 ms on a slow phone. */
const CHUNK = 131072;

/** nextTask lets the thread do other work first. It is quicker than setTimeout, which may wait 4 ms. */
const nextTask = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(undefined);
  });

/**
 * download returns a response with a file's unpacked content. It works in small pieces, because the
 * thread that unpacks may be the page's own.
 * @param {string} url
 * @param {(bytes: number, isPacked: boolean) => void} [onBytes] Called with the size of each piece
 *   that has arrived, and whether it is as the file is stored.
 * @param {AbortSignal} [signal] Ends the download.
 * @returns {Promise<Response>}
 */
export async function download(url, onBytes = () => {}, signal = undefined) {
  const encoded = await compressedByHost(url, signal);
  if (encoded) {
    void count(encoded.clone(), onBytes);
    return encoded;
  }
  const response = await fetch(url, { signal });
  // Some hosts send a page of theirs in place of a file that is not there.
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  if (!response.ok || !response.body || isPage) throw new Error(`${response.status} ${url}`);
  const reader = response.body.getReader();
  const first = await reader.read();
  // A host may have declared the file as compressed; then the browser has unpacked it already.
  const isPacked = first.value?.[0] === 0x1f && first.value[1] === 0x8b;
  onBytes(first.value?.byteLength ?? 0, isPacked);
  let next = first;
  let at = 0;
  /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */
  const stream = new ReadableStream({
    async pull(controller) {
      if (next.done) return controller.close();
      controller.enqueue(next.value.subarray(at, at + CHUNK));
      at += CHUNK;
      if (at < next.value.byteLength) return nextTask();
      at = 0;
      next = await reader.read();
      onBytes(next.value?.byteLength ?? 0, isPacked);
    },
  });
  const body = isPacked ? stream.pipeThrough(new DecompressionStream("gzip")) : stream;
  const type = url.includes(".wasm") ? "application/wasm" : "application/zip";
  return new Response(body, { headers: { "content-type": type } });
}

/**
 * count reads a response and tells the size of each piece. Whoever reads the response that this one is
 * a copy of is told what goes wrong.
 * @param {Response} copy
 * @param {(bytes: number, isPacked: boolean) => void} onBytes
 */
async function count(copy, onBytes) {
  const pieces = new WritableStream({
    write: (/** @type {Uint8Array} */ piece) => onBytes(piece.byteLength, false),
  });
  await copy.body?.pipeTo(pieces).catch(() => {});
}

/**
 * named adds the file's address to an error's message, as not every browser does.
 * @template T
 * @param {Promise<T>} file
 * @param {string} url
 */
export const named = (file, url) =>
  file.catch((error) => {
    throw new Error(`${error} ${url}`);
  });

/**
 * downloadNow returns a file's bytes as they are stored. It blocks the worker: Python's imports
 * cannot wait for a promise.
 * @param {string} url
 */
export function downloadNow(url) {
  const request = new Request();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${request.status} ${url}`);
  return new Uint8Array(request.response);
}
