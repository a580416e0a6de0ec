/**
 * search-on-demand.js is the worker that the theme starts for its search. The theme's own builds the
 * index whenever a page opens, and Python starts more slowly beside it; this one has it built for
 * the first query. From then on the theme's worker answers. Its file is beside this one (it loads
 * others by their place) and is named by the fragment of this worker's address.
 */

/** @typedef {{ type: number, data?: any }} Message The theme's, of one of these types. */
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];

/** @type {Message} What the index is built from. */
let setup;
const post = globalThis.postMessage;
let isLoaded = false;
let isBuilt = false;

/** deliver passes a message to the theme's worker. @param {Message} data */
const deliver = (data) => dispatchEvent(new MessageEvent("message", { data }));

/**
 * buildFor has the index built, then the query answered. If a script cannot be loaded, the next query
 * tries again.
 * @param {Message} query
 */
function buildFor(query) {
  if (!isLoaded) importScripts(location.hash.slice(1));
  isLoaded = true;
  globalThis.postMessage = () => {
    globalThis.postMessage = post;
    isBuilt = true; // the page has been told already that search is ready
    deliver(query);
  };
  deliver(setup);
}

// What the page sends stops here until the index is built.
addEventListener("message", (event) => {
  if (isBuilt || !event.isTrusted) return;
  event.stopImmediatePropagation();
  const { type, data } = event.data;
  if (type === SETUP) {
    setup = event.data;
    post({ type: READY });
  } else if (type === QUERY && !data.trim()) {
    post({ type: RESULT, data: { items: [] } });
  } else buildFor(event.data);
});
