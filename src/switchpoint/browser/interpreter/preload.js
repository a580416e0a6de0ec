/**
 * parts.js fetches what every interpreter of a page starts from, once: its code, compiled, and its
 * standard library. The page does it, for the worker's own thread is the one that a start waits
 * for: it reads 800 kB of script in that time.
 */

import { download } from "../common/download.js";

/** @typedef {{ code: Promise<WebAssembly.Module>, stdlib: Promise<ArrayBuffer> }} Parts */

/** progress tells how much has come, from 0 to 1, and whoever wants to know of each percent. */
export const progress = { part: 0, onChange: (/** @type {number} */ _part) => {} };

/** @type {Parts | undefined} */
let parts;

/**
 * fetchParts starts the download if it has not been started, or has failed.
 * @returns {Parts}
 */
export function fetchParts() {
  parts ??= begin();
  return parts;
}

/** @returns {Parts} The code is compiled while it comes. */
function begin() {
  let received = 0;
  progress.part = 0;
  const onBytes = (/** @type {number} */ bytes) => {
    received += bytes;
    const part = Math.min(1, Math.floor((100 * received) / __PARTS__.bytes) / 100);
    if (part > progress.part) progress.onChange((progress.part = part));
  };
  const fetched = (/** @type {string} */ path) => download(new URL(path, import.meta.url).href, onBytes);
  const code = WebAssembly.compileStreaming(fetched(__PARTS__.wasm));
  const stdlib = fetched(__PARTS__.stdlib).then((response) => response.arrayBuffer());
  const made = { code, stdlib };
  Promise.all([code, stdlib]).catch(() => {
    if (parts === made) parts = undefined;
  });
  return made;
}
