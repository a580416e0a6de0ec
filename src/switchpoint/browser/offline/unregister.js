/**
 * unregister.js replaces the service worker under `mkdocs serve`, and on a site without live blocks:
 * it stands at the site's root, where a browser with our service worker looks for a newer one. It
 * takes over, deletes what was stored, and unregisters itself.
 */

/** Milliseconds to wait before taking over; service-worker.js explains why. */
const SETTLED = 2000;

addEventListener("install", (event) => {
  const takeOver = async () => {
    if (registration.active) await new Promise((resolve) => setTimeout(resolve, SETTLED));
    await skipWaiting();
  };
  event.waitUntil(takeOver());
});

/**
 * Milliseconds between two deletions, and how many there are: the previous worker may still be
 * fetching files, and it stores each when it arrives.
 */
const INTERVAL = 2000;
const DELETIONS = 10;

addEventListener("activate", (event) => {
  const deleteStored = () => caches.delete(`switchpoint ${new URL(registration.scope).pathname}`);
  const leave = async () => {
    await deleteStored();
    await registration.unregister();
    for (const client of await clients.matchAll({ type: "window" }))
      await client.navigate(client.url);
    for (let count = 0; count < DELETIONS; count++) {
      await new Promise((resolve) => setTimeout(resolve, INTERVAL));
      await deleteStored();
    }
  };
  event.waitUntil(leave());
});
