/**
 * lockdown.js removes globals from a worker before its program runs. A program can reach the worker's
 * globals (`import js`), and may be a stranger's, opened by a link.
 *
 * A program keeps computing, time, and fetch from the site itself without cookies. The page's
 * Content-Security-Policy, which the worker inherits, decides what it reaches elsewhere.
 */

/** Access to the page, other tabs, the site's storage and other hosts; and the end of the worker. */
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
 * lockDown removes these globals. Modules of the worker that need one keep a reference of their own.
 * @param {typeof fetch} fetchAny The browser's own.
 */
export function lockDown(fetchAny) {
  for (const name of GLOBALS) remove(globalThis, name);
  for (const name of OF_NAVIGATOR) remove(navigator, name);
  remove(globalThis, "fetch");
  Object.defineProperty(globalThis, "fetch", { value: onlyHere(fetchAny) });
  if (!("Suspending" in WebAssembly))
    Object.defineProperty(globalThis, "XMLHttpRequest", { value: RefusedRequest });
}

/** RefusedRequest says why requests and urllib3, which use it where JSPI is missing, cannot fetch. */
class RefusedRequest {
  constructor() {
    throw new TypeError(
      "this browser cannot suspend a program (it lacks JSPI), so no program can fetch here",
    );
  }
}

/**
 * remove deletes a property from an object and its whole prototype chain.
 * @param {object} owner
 * @param {string} name
 */
function remove(owner, name) {
  for (let at = owner; at; at = Object.getPrototypeOf(at)) Reflect.deleteProperty(at, name);
}

/**
 * onlyHere returns a fetch that reaches the site's own origin only and sends no cookies.
 * @param {typeof fetch} fetchAny
 * @returns {typeof fetch}
 */
function onlyHere(fetchAny) {
  const { origin } = globalThis;
  return async (resource, options) => {
    // a relative address has no base in a worker from a blob: address
    const given = resource instanceof Request ? resource : new URL(resource, import.meta.url);
    const request = new Request(given, { ...options, credentials: "omit" });
    if (new URL(request.url).origin !== origin)
      throw new TypeError(
        "programs in the tab can fetch from this site only; with gevent, " +
          "a server and its clients in one program reach each other",
      );
    return fetchAny(request);
  };
}
