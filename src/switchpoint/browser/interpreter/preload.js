/**
 * preload.js fetches what interpreters start from, once a page: the engine's code, compiled, the
 * standard library, and the packages that a program needs. The page fetches them, because the
 * worker's own thread is the one that a start waits for: it reads 800 kB of script in that time.
 */

import { download, named } from "../common/download.js";

/** @type {Record<string, { path: string, bytes: number, unpacked?: number }>} */
const FILES = JSON.parse(__FILES__);
/** @type {Record<string, string[]>} */
const PACKAGES = JSON.parse(__PACKAGES__);

/** The files that every interpreter needs, by the names that the bundle gives them. */
const BOOT = ["engine", "stdlib"];

/** @type {Map<string, Promise<any>>} The content of each file that has been asked for. */
const contents = new Map();
/** @type {Map<string, number>} The bytes of each that have come. */
const received = new Map();
/** @type {Map<string, AbortController>} What ends the download of each that has not come whole. */
const underWay = new Map();

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
  const named = Object.keys(PACKAGES).filter((name) =>
    new RegExp(`^[ \\t]*(?:from|import)\\b.*\\b${name}\\b`, "m").test(source),
  );
  return [...new Set(named.flatMap((name) => PACKAGES[name]))];
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
 * fetched tells how much of these files, and of those for a boot, has come, from 0 to 1, and how many
 * bytes all of it is.
 * @param {string[]} names
 */
export function fetched(names) {
  const all = [...BOOT, ...names];
  const sum = (/** @type {(name: string) => number} */ bytes) =>
    all.reduce((total, name) => total + bytes(name), 0);
  const bytes = sum((name) => FILES[name].bytes);
  return { part: Math.min(1, sum((name) => received.get(name) ?? 0) / bytes), bytes };
}

/** abandon ends all downloads and returns whether there were any. */
export function abandon() {
  const names = [...underWay.keys()];
  for (const name of names) {
    underWay.get(name)?.abort();
    contents.delete(name);
  }
  underWay.clear();
  return names.length > 0;
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
  const { path, bytes, unpacked = bytes } = FILES[name];
  const url = new URL(path, import.meta.url).href;
  const onBytes = (/** @type {number} */ came, /** @type {boolean} */ isPacked) => {
    const stored = isPacked ? came : (came * bytes) / unpacked;
    received.set(name, (received.get(name) ?? 0) + stored);
    progress.onChange();
  };
  const ending = new AbortController();
  underWay.set(name, ending);
  content = named(read(download(url, onBytes, ending.signal)), url);
  contents.set(name, content);
  const end = () => underWay.get(name) === ending && underWay.delete(name);
  content.then(end, () => end() && contents.delete(name)); // the next one tries again
  return content;
}
