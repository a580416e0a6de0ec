/** keep-offline.js asks the service worker to store what the reader has read and run. */

/**
 * keep registers the service worker and tells it what to store. Where the browser has no service
 * workers, as in some private modes, nothing is stored and the site works with a network as before.
 * @param {string | null} runtime The runtime of the program that has run.
 * @param {string[]} pages The addresses of the pages that were read in this tab.
 */
export async function keep(runtime, pages) {
  try {
    const script = new URL("../../service-worker.js", import.meta.url);
    await navigator.serviceWorker.register(script, { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const urls = [...pages, location.href, ...loaded];
    active?.postMessage({ urls, run: true, gevent: runtime === "gevent" });
  } catch {
    // The browser has no service workers, or the reader has turned them off.
  }
}
