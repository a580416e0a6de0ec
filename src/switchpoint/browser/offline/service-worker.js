/**
 * service-worker.js keeps what a reader has read and run, so that it works without a network. It
 * knows its deployment, every file of the site with its digest, and gives out nothing else: what it
 * keeps is stored under the digest and checked again when read. deployment.py writes the file at
 * the site's root that names the deployment and imports this one.
 */

import { offline as en } from "../../tracing/words/en.json";
import { offline as zh } from "../../tracing/words/zh.json";

/** @typedef {ServiceWorkerGlobalScope} Global */
/** @typedef {{ urls: string[], run: boolean, gevent: boolean }} Wish What a page asks to keep. */

const own = /** @type {Global} */ (/** @type {unknown} */ (globalThis));
const { files, lasting, shell, run, gevent } = DEPLOYMENT;
const scope = own.registration.scope;
const CACHE = `switchpoint ${new URL(scope).pathname}`;
/** Folder of files whose names bear a hash: an old page may still ask for an old one. */
const BUNDLE = "assets/switchpoint/";
/** Milliseconds to wait for a slow network when there is a page to show instead. */
const PATIENCE = 4000;
/** Milliseconds after which a page that was loading has loaded. */
const QUIET = 2000;
/** @type {RequestInit} Pages change: the browser's own cache may hold an earlier deployment's. */
const ANEW = { cache: "no-cache" };

own.addEventListener("install", (event) => {
  const install = async () => {
    await renew();
    // A worker is noticed while a page loads. Taking over in the midst of that makes Chromium end
    // the older worker and start it again for the next request, and then wait for it for minutes.
    if (own.registration.active) await new Promise((resolve) => setTimeout(resolve, QUIET));
    await own.skipWaiting();
  };
  event.waitUntil(install());
});

own.addEventListener("activate", (event) => {
  const ready = async () => {
    await forget({ whole: false });
    await own.clients.claim();
  };
  event.waitUntil(ready());
});

own.addEventListener("message", (event) => event.waitUntil(keepWish(event.data)));

own.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  if (request.headers.has("range")) return;
  event.respondWith(answer(event));
});

/**
 * answer finds the response to a request of the site's own pages and workers.
 * @param {FetchEvent} event
 * @returns {Promise<Response>}
 */
async function answer(event) {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.mode === "navigate") return open(event, path);
  if (!(path in files)) return (await keptOld(path)) ?? fetch(request);
  if (lasting.includes(path)) {
    // another deployment's page asks for the same name with another stamp
    const stamp = new URL(request.url).searchParams.get("v") ?? "";
    if (!files[path].startsWith(stamp)) return fetch(request);
    return (await kept(path)) ?? fromNetwork(event, path, fetch(request));
  }
  try {
    return await fromNetwork(event, path, fetch(request, ANEW));
  } catch {
    return (await kept(path)) ?? Response.error();
  }
}

/**
 * open answers a request for a whole page: from the network, else what is kept, else with a list of
 * what is kept.
 * @param {FetchEvent} event
 * @param {string} path
 */
async function open(event, path) {
  event.waitUntil(forgetAlone(event.clientId));
  const network = fromNetwork(event, path, fetch(event.request, ANEW));
  const patient = new Promise((resolve) => setTimeout(resolve, PATIENCE))
    .then(() => kept(path))
    .then((found) => found ?? network);
  try {
    return await Promise.race([network, patient]);
  } catch {
    patient.catch(() => {});
    return (await kept(path)) ?? offlinePage(path);
  }
}

/**
 * fromNetwork passes a response on, and keeps a copy if it is this deployment's. If it is not,
 * there is a new deployment, and the browser is told to look for its service worker.
 * @param {FetchEvent} event
 * @param {string} path
 * @param {Promise<Response>} coming
 */
async function fromNetwork(event, path, coming) {
  const response = await coming;
  if (response.ok && !response.redirected) {
    const kept = keep(path, response.clone());
    // Not waited for: the new worker begins when this one has nothing more to do.
    const noticed = kept.then((same) => void (same || own.registration.update().catch(() => {})));
    event.waitUntil(noticed);
  }
  return response;
}

/**
 * pathOf returns a file's path below the site's root.
 * @param {string} url
 */
function pathOf(url) {
  const { origin, pathname } = new URL(url);
  const path = decodeURI(`${origin}${pathname}`.slice(scope.length));
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** addressOf returns the address that pages use for a file. @param {string} path */
function addressOf(path) {
  const stamp = lasting.includes(path) && !isHashed(path) ? `?v=${files[path].slice(0, 10)}` : "";
  return `${scope}${path.replace(/(^|\/)index\.html$/, "$1")}${stamp}`;
}

/** isHashed tells whether a file's own name changes with its content. @param {string} path */
const isHashed = (path) => path.startsWith(BUNDLE) || /\.[0-9a-f]{8}\.min\./.test(path);

/** keyOf returns the address below which a file is kept. @param {string} path */
const keyOf = (path) => `${scope}${path}?${files[path].split(" ")[0]}`;

/**
 * keep stores a file if it is the one that belongs to this deployment; it returns whether it is.
 * Without room or leave to store, nothing is stored and nothing else changes.
 * @param {string} path
 * @param {Response} response
 */
async function keep(path, response) {
  const content = await response.arrayBuffer();
  if (!(await belongs(path, content))) return false;
  try {
    const cache = await caches.open(CACHE);
    await cache.put(keyOf(path), withType(content, response));
  } catch {
    // quota exceeded, or storage refused
  }
  return true;
}

/**
 * kept returns what is stored of a file. Whatever has access to the site's storage may have put
 * something there, so its digest is looked at.
 * @param {string} path
 */
async function kept(path) {
  if (!(path in files)) return undefined;
  const cache = await opened();
  const found = await cache?.match(keyOf(path));
  if (!found) return undefined;
  const content = await found.arrayBuffer();
  if (await belongs(path, content)) return withType(content, found);
  await cache?.delete(keyOf(path));
  return undefined;
}

/**
 * keptOld returns what is stored of an earlier deployment's script: a page that was opened before
 * the new deployment may ask for it, and the server has it no more.
 * @param {string} path
 */
async function keptOld(path) {
  if (!path.startsWith(BUNDLE)) return undefined;
  return (await opened())?.match(scope + path, { ignoreSearch: true });
}

/** opened returns the cache, if this browser has one for us. */
const opened = () => caches.open(CACHE).catch(() => undefined);

/**
 * belongs tells whether this is the content that the file has in this deployment. A host may have
 * marked a compressed file as such; then its content arrives unpacked, which has a digest, too.
 * @param {string} path
 * @param {ArrayBuffer} content
 */
async function belongs(path, content) {
  if (!(path in files)) return false;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const name = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return files[path].split(" ").includes(name);
}

/**
 * withType returns a response with this content and of the other's type.
 * @param {ArrayBuffer} content
 * @param {Response} response
 */
function withType(content, response) {
  const type = response.headers.get("content-type");
  return new Response(content, type ? { headers: { "content-type": type } } : {});
}

/**
 * keepWish stores what a page asks for and what its reader needs to run programs. The files have
 * just been loaded: most come from the browser's own cache.
 * @param {Wish} wish
 */
async function keepWish(wish) {
  await keepAll([
    ...wish.urls.filter((url) => url.startsWith(scope)).map(pathOf),
    ...shell,
    ...(wish.run ? run : []),
    ...(wish.gevent ? gevent : []),
  ]);
}

/** renew stores this deployment's version of all that an earlier one has kept. */
async function renew() {
  const keys = (await (await opened())?.keys()) ?? [];
  const paths = keys.map((key) => pathOf(key.url));
  const had = (/** @type {string} */ part) => paths.some((path) => path.includes(part));
  if (!paths.length) return;
  const programs = [...(had("/pyodide-") ? run : []), ...(had("/gevent-") ? gevent : [])];
  await keepAll([...paths, ...shell, ...programs]);
}

/** keepAll stores files of this deployment, one after the other. @param {string[]} paths */
async function keepAll(paths) {
  const cache = await opened();
  if (!cache) return;
  for (const path of new Set(paths)) {
    if (!(path in files) || (await cache.match(keyOf(path)))) continue;
    try {
      const response = await fetch(addressOf(path), lasting.includes(path) ? {} : ANEW);
      if (response.ok) await keep(path, response);
    } catch {
      // the network is away: it will be kept when it is next read
    }
  }
}

/**
 * forget removes what other deployments have stored, if not `whole` only what no open page of
 * theirs can ask for.
 * @param {{ whole: boolean }} how
 */
async function forget({ whole }) {
  if (own.registration.waiting || own.registration.installing) return; // that one's files are new
  const cache = await opened();
  const current = new Set(Object.keys(files).map(keyOf));
  for (const { url } of (await cache?.keys()) ?? []) {
    const mayBeAskedFor = !whole && pathOf(url).startsWith(BUNDLE);
    if (!current.has(url) && !mayBeAskedFor) await cache?.delete(url);
  }
}

/** forgetAlone removes all of other deployments when this page is the only one. @param {string} id */
async function forgetAlone(id) {
  const windows = await own.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (windows.every((client) => client.id === id)) await forget({ whole: true });
}

/**
 * offlinePage says that a page has not been read yet, and lists those that have.
 * @param {string} path
 */
async function offlinePage(path) {
  const isEnglish = path.startsWith("en/");
  const words = isEnglish ? en : zh;
  const items = [];
  for (const name of Object.keys(files)) {
    if (!name.endsWith("index.html") || name.startsWith("en/") !== isEnglish) continue;
    const page = await (await kept(name))?.text();
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
