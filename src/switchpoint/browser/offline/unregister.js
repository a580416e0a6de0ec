/**
 * no-service-worker.js stands at the root under `mkdocs serve`, and of a site without live blocks.
 * A browser that has our service worker looks here for a newer one, and so gets rid of both.
 */

/** Milliseconds after which a page that was loading has loaded; why: see service-worker.js. */
const QUIET = 2000;

addEventListener("install", (event) => {
  const takeOver = async () => {
    if (registration.active) await new Promise((resolve) => setTimeout(resolve, QUIET));
    await skipWaiting();
  };
  event.waitUntil(takeOver());
});

/** Milliseconds between looks, and how many: the worker before may still store what it fetches. */
const LATE = 2000;
const LOOKS = 10;

addEventListener("activate", (event) => {
  const forget = () => caches.delete(`switchpoint ${new URL(registration.scope).pathname}`);
  const leave = async () => {
    await forget();
    await registration.unregister();
    for (const client of await clients.matchAll({ type: "window" })) await client.navigate(client.url);
    for (let look = 0; look < LOOKS; look++) {
      await new Promise((resolve) => setTimeout(resolve, LATE));
      await forget();
    }
  };
  event.waitUntil(leave());
});
