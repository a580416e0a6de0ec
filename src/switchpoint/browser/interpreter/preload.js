/**
 * preload.js fetches what interpreters start from, once a page: the engine's code, compiled, the
 * standard library, and the packages that a program needs. The page fetches them, because the
 * worker's own thread is the one that a start waits for: it reads 800 kB of script in that time.
 */

import { download } from "../common/download.js";

/** @type {Record<string, { path: string, bytes: number }>} */
const FILES = JSON.parse(__FILES__);

/** The files that every interpreter needs, by the names that the bundle gives them. */
const BOOT = ["engine", "stdlib"];

/** @type {Map<string, Promise<any>>} The content of each file that has been asked for. */
const contents = new Map();
/** @type {Map<string, number>} The bytes of each that have come. */
const received = new Map();

/** progress calls who waits for a start whenever some more bytes have come. */
export const progress = { onChange: () => {} };

/**
 * filesFor returns the names of the files that a program's packages are in.
 *
 * It only looks for lines that seem to import. A file too many is fetched for nothing; one too few
 * is fetched by the worker, which knows the program's imports.
 * @param {string} source
 */
export function filesFor(source) {
  const named = Object.keys(__PACKAGES__).filter((name) =>
    new RegExp(`^[ \\t]*(?:from|import)\\b.*\\b${name}\\b`, "m").test(source),
  );
  return [...new Set(named.flatMap((name) => __PACKAGES__[name]))];
}

/** code returns the engine's code, which is compiled while it comes. @returns {Promise<WebAssembly.Module>} */
export const code = () => once("engine", (response) => WebAssembly.compileStreaming(response));

/**
 * file returns the content of a file.
 * @param {string} name
 * @returns {Promise<ArrayBuffer>}
 */
export const file = (name) => once(name, async (response) => (await response).arrayBuffer());

/**
 * fetchedPart tells how much of these files, and of those for a boot, has come, from 0 to 1.
 * @param {string[]} names
 */
export function fetchedPart(names) {
  const all = [...BOOT, ...names];
  const sum = (/** @type {(name: string) => number} */ bytes) =>
    all.reduce((total, name) => total + bytes(name), 0);
  return Math.min(1, sum((name) => received.get(name) ?? 0) / sum((name) => FILES[name].bytes));
}

/**
 * once fetches a file if that has not begun, or has failed.
 * @template T
 * @param {string} name
 * @param {(response: Promise<Response>) => Promise<T>} read
 * @returns {Promise<T>}
 */
function once(name, read) {
  let content = contents.get(name);
  if (content) return content;
  received.set(name, 0);
  const url = new URL(FILES[name].path, import.meta.url).href;
  const onBytes = (/** @type {number} */ bytes) => {
    received.set(name, (received.get(name) ?? 0) + bytes);
    progress.onChange();
  };
  content = read(download(url, onBytes));
  contents.set(name, content);
  content.catch(() => contents.delete(name)); // the next one tries again
  return content;
}
