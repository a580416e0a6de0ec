/**
 * no-service-worker.js stands at the root under `mkdocs serve`, and of a site without live blocks.
 * A browser that has our service worker looks here for a newer one, and so gets rid of both.
 */

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => {
  const leave = async () => {
    await caches.delete(`switchpoint ${new URL(registration.scope).pathname}`);
    await registration.unregister();
    for (const client of await clients.matchAll({ type: "window" })) await client.navigate(client.url);
  };
  event.waitUntil(leave());
});
