/**
 * lockdown.js takes from a worker what no program needs, before the first one runs. A program can
 * reach the worker's globals (`import js`), and need not be the reader's own: a link may bring it.
 *
 * What is left: computing, time, and fetch from the site itself, without cookies. What a program may
 * reach elsewhere is the page's Content-Security-Policy's affair, which the worker inherits.
 */

/** Ways to the page, to other tabs, to what the site keeps, to other hosts; and to end the worker. */
const GLOBALS = [
  "BroadcastChannel",
  "CacheStorage",
  "EventSource",
  "FileReaderSync",
  "FileSystemSyncAccessHandle",
  "IDBFactory",
  "Notification",
  "RTCDataChannel",
  "SharedWorker",
  "StorageManager",
  "WebSocket",
  "WebSocketStream",
  "WebTransport",
  "Worker",
  "XMLHttpRequest",
  "caches",
  "close",
  "cookieStore",
  "importScripts",
  "indexedDB",
  "onmessage",
  "postMessage",
  "requestFileSystem",
  "webkitRequestFileSystem",
  "webkitRequestFileSystemSync",
  "webkitResolveLocalFileSystemSyncURL",
  "webkitResolveLocalFileSystemURL",
];

const OF_NAVIGATOR = [
  "gpu",
  "hid",
  "locks",
  "serial",
  "serviceWorker",
  "storage",
  "storageBuckets",
  "usb",
];

/**
 * lockDown removes all that. Modules that need some of it have taken it before.
 * @param {typeof fetch} fetchAny The browser's own.
 */
export function lockDown(fetchAny) {
  for (const name of GLOBALS) remove(globalThis, name);
  for (const name of OF_NAVIGATOR) remove(navigator, name);
  remove(globalThis, "fetch");
  Object.defineProperty(globalThis, "fetch", { value: onlyHere(fetchAny) });
}

/**
 * remove deletes a property wherever it is inherited from, and keeps it from coming back.
 * @param {object} owner
 * @param {string} name
 */
function remove(owner, name) {
  for (let at = owner; at; at = Object.getPrototypeOf(at)) Reflect.deleteProperty(at, name);
}

/**
 * onlyHere returns a fetch that reaches the site's own address and brings no cookies along.
 * @param {typeof fetch} fetchAny
 * @returns {typeof fetch}
 */
function onlyHere(fetchAny) {
  const { origin } = globalThis;
  return async (resource, options) => {
    // a worker from a blob: address has no address of its own to go by
    const given = resource instanceof Request ? resource : new URL(resource, import.meta.url);
    const request = new Request(given, { ...options, credentials: "omit" });
    if (new URL(request.url).origin !== origin)
      throw new TypeError("programs in the tab can fetch from this site only");
    return fetchAny(request);
  };
}
