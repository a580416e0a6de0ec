/** keep-offline.js asks the service worker to store what the reader has read and run. */

import { pagesRead } from "../common/storage.js";

/** Milliseconds after a run before its files are stored: the reader may press Run again at once. */
const DELAY = 3000;

/** The runtimes for which the site is stored, or will be. @type {Set<string | null>} */
const stored = new Set();

/**
 * keepAfterRun stores the site for reading offline, once for each runtime that a program has used.
 * Pages under `mkdocs serve` name no deployment, and nothing is stored.
 * @param {string | null} runtime
 */
export function keepAfterRun(runtime) {
  if (stored.has(runtime) || !document.querySelector("meta[name=deployment]")) return;
  stored.add(runtime);
  setTimeout(() => void keep(runtime), DELAY);
}

/**
 * keep registers the service worker and tells it what to store. Where the browser has no service
 * workers, as in some private modes, nothing is stored and the site works with a network as before.
 * @param {string | null} runtime The runtime of the program that has run.
 */
async function keep(runtime) {
  try {
    const script = new URL("../../service-worker.js", import.meta.url);
    await navigator.serviceWorker.register(script, { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const urls = [...pagesRead(), location.href, ...loaded];
    active?.postMessage({ urls, run: true, gevent: runtime === "gevent" });
  } catch {
    // The browser has no service workers, or the reader has turned them off.
  }
}
