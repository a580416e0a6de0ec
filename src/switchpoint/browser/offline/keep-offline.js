/** offline.js has the service worker keep what the reader has read and run. */

import { pagesRead } from "./watch-deployment.js";

/**
 * keep registers the service worker and tells it what to keep. Where there is none, as in some
 * private modes, everything works as before, with a network.
 * @param {string | null} runtime What the program needed that has run.
 */
export async function keep(runtime) {
  try {
    const script = new URL("../../service-worker.js", import.meta.url);
    await navigator.serviceWorker.register(script, { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const urls = [...pagesRead(), location.href, ...loaded];
    active?.postMessage({ urls, run: true, gevent: runtime === "gevent" });
  } catch {
    // no service workers here, or none wanted
  }
}
