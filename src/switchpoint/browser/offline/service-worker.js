/**
 * service-worker.js stores what a reader has read and run, so that it works without a network.
 *
 * The worker belongs to one deployment of the site and knows the digest of each of its files
 * (DEPLOYMENT). It stores a file under its digest and checks the digest again before it uses the
 * stored copy, so it never mixes two deployments. switchpoint/site/service_worker.py writes the
 * script at the site's root, which defines DEPLOYMENT and imports this module.
 */

import { offline as en } from "../../tracing/words/en.json";
import { offline as zh } from "../../tracing/words/zh.json";
import { compressedByHost } from "../common/compressed-by-host.js";

/** @typedef {ServiceWorkerGlobalScope} Global */
/** @typedef {{ urls: string[], run: boolean, gevent: boolean }} StoreRequest What a page asks to store. */

const own = /** @type {Global} */ (/** @type {unknown} */ (globalThis));
const { files, immutable, shell, run, gevent } = DEPLOYMENT;
const scope = own.registration.scope;
const CACHE = `switchpoint ${new URL(scope).pathname}`;
/** The folder of our own files. Their names have a hash, and a page of an old deployment may ask for an old one. */
const BUNDLE = "assets/switchpoint/";
/** Milliseconds to wait for a slow network before a stored page is shown instead. */
const PATIENCE = 4000;
/** Milliseconds after which a page that was loading has finished. */
const SETTLED = 2000;
/** @type {RequestInit} Ask the server: the browser's HTTP cache may hold a file of an old deployment. */
const REVALIDATE = { cache: "no-cache" };
/** What a page loads for the search, and what the first query loads; see site/search_index.py. */
const [INDEX, SECTIONS] = ["search/search_index.json", "search/sections.json"];
/** Digits of a file's digest in its address; VERSION_LENGTH in switchpoint/site/cache_busting.py. */
const VERSION_LENGTH = 10;

own.addEventListener("install", (event) => {
  const install = async () => {
    await updateStored();
    // The browser finds a new worker while a page loads. If the new worker takes over at that
    // moment, Chromium stops the old one, starts it again for the next request, and that request
    // then waits for minutes.
    if (own.registration.active) await new Promise((resolve) => setTimeout(resolve, SETTLED));
    await own.skipWaiting();
  };
  event.waitUntil(install());
});

own.addEventListener("activate", (event) => {
  const activate = async () => {
    await deleteOldFiles({ bundles: false });
    await own.clients.claim();
  };
  event.waitUntil(activate());
});

own.addEventListener("message", (event) => event.waitUntil(storeRequested(event.data)));

own.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  if (request.headers.has("range")) return;
  // The browser keeps the engine's compiled code with the response that comes from the host itself.
  if (request.url.endsWith(".asm.wasm")) return;
  event.respondWith(respond(event));
});

/**
 * respond returns the response to a request from one of the site's pages or workers.
 * @param {FetchEvent} event
 * @returns {Promise<Response>}
 */
async function respond(event) {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.mode === "navigate") return respondWithPage(event, path);
  if (!(path in files)) return (await storedOfOldDeployment(path)) ?? fetch(request);
  if (immutable.includes(path)) {
    // A page of another deployment asks for the same file name with another version.
    const version = new URL(request.url).searchParams.get("v") ?? "";
    if (!files[path].startsWith(version)) return fetch(request);
    return (await stored(path)) ?? fromNetwork(event, path, fetch(request));
  }
  try {
    return await fromNetwork(event, path, fetch(request, REVALIDATE));
  } catch {
    return (await stored(path)) ?? Response.error();
  }
}

/**
 * respondWithPage returns the response to a navigation: the page from the network, otherwise the
 * stored page, otherwise a list of the pages that are stored.
 * @param {FetchEvent} event
 * @param {string} path
 */
async function respondWithPage(event, path) {
  event.waitUntil(deleteOldBundles(event.clientId));
  const network = fromNetwork(event, path, fetch(event.request, REVALIDATE));
  const storedAfterWaiting = new Promise((resolve) => setTimeout(resolve, PATIENCE))
    .then(() => stored(path))
    .then((found) => found ?? network);
  try {
    return await Promise.race([network, storedAfterWaiting]);
  } catch {
    storedAfterWaiting.catch(() => {}); // It may reject as well, with the same error.
    return (await stored(path)) ?? offlinePage(path);
  }
}

/**
 * fromNetwork returns a response from the network, and stores a copy if it belongs to this
 * deployment. If it does not, the site has been deployed again: the browser then looks for the new
 * deployment's service worker.
 * @param {FetchEvent} event
 * @param {string} path
 * @param {Promise<Response>} request
 */
async function fromNetwork(event, path, request) {
  const response = await request;
  if (response.ok && !response.redirected) {
    const storing = store(path, response.clone());
    // Do not wait for the update: the new worker starts only when this one has no event left.
    const noticing = storing.then(
      (belongs) => void (belongs || own.registration.update().catch(() => {})),
    );
    event.waitUntil(noticing);
  }
  return response;
}

/**
 * pathOf returns the path of a file below the site's root.
 * @param {string} url
 */
function pathOf(url) {
  const { origin, pathname } = new URL(url);
  const path = decodeURI(`${origin}${pathname}`.slice(scope.length));
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** addressOf returns the address by which pages ask for a file. @param {string} path */
function addressOf(path) {
  const hasVersion = immutable.includes(path) && !hasHashInName(path);
  const version = hasVersion ? `?v=${files[path].slice(0, VERSION_LENGTH)}` : "";
  return `${scope}${path.replace(/(^|\/)index\.html$/, "$1")}${version}`;
}

/** hasHashInName tells whether a file's name changes with its content. @param {string} path */
const hasHashInName = (path) => path.startsWith(BUNDLE) || /\.[0-9a-f]{8}\.min\./.test(path);

/** keyOf returns the cache key of a file: its address with its digest. @param {string} path */
const keyOf = (path) => `${scope}${path}?${files[path].split(" ")[0]}`;

/**
 * store stores a file if it belongs to this deployment, and returns whether it does. If the browser
 * denies storage or has no room, nothing is stored and nothing else changes.
 * @param {string} path
 * @param {Response} response
 */
async function store(path, response) {
  const content = await response.arrayBuffer();
  if (!(await isOfDeployment(path, content))) return false;
  try {
    const cache = await caches.open(CACHE);
    await cache.put(keyOf(path), withTypeOf(response, content));
  } catch {
    // No room, or the browser denies storage.
  }
  return true;
}

/**
 * stored returns the stored copy of a file, if there is one. Any script on this origin can write to
 * the cache, so a copy with another digest is deleted and not returned.
 * @param {string} path
 */
async function stored(path) {
  if (!(path in files)) return undefined;
  const cache = await openCache();
  const found = await cache?.match(keyOf(path));
  if (!found) return undefined;
  const content = await found.arrayBuffer();
  if (await isOfDeployment(path, content)) return withTypeOf(found, content);
  await cache?.delete(keyOf(path));
  return undefined;
}

/**
 * storedOfOldDeployment returns the stored copy of an earlier deployment's file. A page that was
 * opened before the new deployment may ask for one that the server no longer has.
 * @param {string} path
 */
async function storedOfOldDeployment(path) {
  if (!path.startsWith(BUNDLE)) return undefined;
  return (await openCache())?.match(scope + path, { ignoreSearch: true });
}

/** openCache returns the cache, or undefined if the browser denies storage. */
const openCache = () => caches.open(CACHE).catch(() => undefined);

/**
 * isOfDeployment tells whether a file has this content in this deployment. A gzip archive has two
 * digests: some hosts declare it as compressed, and then the browser has unpacked its content.
 * @param {string} path
 * @param {ArrayBuffer} content
 */
async function isOfDeployment(path, content) {
  if (!(path in files)) return false;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const name = Array.from(digest.subarray(0, 16), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  return files[path].split(" ").includes(name);
}

/**
 * withTypeOf returns a new response with this content and the content type of another response.
 * @param {Response} response
 * @param {ArrayBuffer} content
 */
function withTypeOf(response, content) {
  const type = response.headers.get("content-type");
  return new Response(content, type ? { headers: { "content-type": type } } : {});
}

/**
 * storeRequested stores what a page asks for: the files it has loaded, and those that the reader
 * needs to run programs. Most of them come from the browser's HTTP cache.
 * @param {StoreRequest} request
 */
async function storeRequested(request) {
  const paths = request.urls.filter((url) => url.startsWith(scope)).map(pathOf);
  await storeAll([
    ...paths,
    ...paths.filter((path) => path.endsWith(INDEX)).map((path) => path.replace(INDEX, SECTIONS)),
    ...shell,
    ...(request.run ? run : []),
    ...(request.gevent ? gevent : []),
  ]);
}

/** updateStored stores this deployment's version of everything that an earlier one has stored. */
async function updateStored() {
  const keys = (await (await openCache())?.keys()) ?? [];
  const paths = keys.map((key) => pathOf(key.url));
  if (!paths.length) return;
  const hasStored = (/** @type {string} */ part) => paths.some((path) => path.includes(part));
  const programs = [
    ...(hasStored("/pyodide-") ? run : []),
    ...(hasStored("/gevent-") ? gevent : []),
  ];
  await storeAll([...paths, ...shell, ...programs]);
}

/** storeAll stores those of these files that belong to this deployment. @param {string[]} paths */
async function storeAll(paths) {
  const cache = await openCache();
  if (!cache) return;
  for (const path of new Set(paths)) {
    if (!(path in files) || (await cache.match(keyOf(path)))) continue;
    try {
      const response = await requested(path);
      if (response.ok) await store(path, response);
    } catch {
      // There is no network; the file is stored the next time a page asks for it.
    }
  }
}

/** requested returns the host's response with a file. @param {string} path */
async function requested(path) {
  const url = addressOf(path);
  if (!immutable.includes(path)) return fetch(url, REVALIDATE);
  // The engine is in the browser's cache as it came: either compressed by the host or as our archive.
  return (await compressedByHost(url)) ?? fetch(url);
}

/**
 * deleteOldFiles deletes what other deployments have stored. Open pages of an old deployment still
 * need its bundle, so `bundles` says whether to delete that as well.
 * @param {{ bundles: boolean }} options
 */
async function deleteOldFiles({ bundles }) {
  // A newer worker is on its way: some of the files that this one does not know belong to it.
  if (own.registration.waiting || own.registration.installing) return;
  const cache = await openCache();
  const current = new Set(Object.keys(files).map(keyOf));
  for (const { url } of (await cache?.keys()) ?? []) {
    const isNeeded = !bundles && pathOf(url).startsWith(BUNDLE);
    if (!current.has(url) && !isNeeded) await cache?.delete(url);
  }
}

/**
 * deleteOldBundles deletes old deployments' bundles too if no other page of the site is open.
 * @param {string} id The client that makes the request.
 */
async function deleteOldBundles(id) {
  const windows = await own.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (windows.every((client) => client.id === id)) await deleteOldFiles({ bundles: true });
}

/**
 * offlinePage returns a page that says that the page asked for is not stored, and links to those
 * that are.
 * @param {string} path
 */
async function offlinePage(path) {
  const isEnglish = path.startsWith("en/");
  const words = isEnglish ? en : zh;
  const items = [];
  for (const name of Object.keys(files)) {
    if (!name.endsWith("index.html") || name.startsWith("en/") !== isEnglish) continue;
    const page = await (await stored(name))?.text();
    const title = page?.match(/<title>(.*?)<\/title>/s)?.[1];
    if (title) items.push(`<li><a href="${addressOf(name)}">${title}</a></li>`);
  }
  const list = items.length ? `<p>${words.read}</p><ul>${items.join("")}</ul>` : "";
  const html = `<!doctype html><html lang="${isEnglish ? "en" : "zh"}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${words.no_network}</title>
<style>body{font:1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:15vh auto 2rem;padding:0 1rem}
h1{font-size:1.4rem}li{margin:.3rem 0}</style>
<main><h1>${words.no_network}</h1><p>${words.unread}</p><p><a href="">${words.again}</a></p>${list}</main></html>`;
  return new Response(html, {
    status: 503,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
    },
  });
}
