/**
 * search-on-demand.js is the worker that the theme starts for its search. The theme's own builds the
 * index whenever a page opens, from sections that every page loads, and Python starts more slowly
 * beside it; this one loads the sections and has the index built for the first query. From then on
 * the theme's worker answers. Its file is beside this one (it loads others by their place) and is
 * named by the fragment of this worker's address.
 */

/** @typedef {{ type: number, data?: any }} Message The theme's, of one of these types. */
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
/** The site's root as seen from this folder. */
const ROOT = "../../../";

/** @type {Message} What the index is built from, except for the sections. */
let setup;
/** @type {Promise<unknown[]> | undefined} */
let sections;
/** @type {Message} */
let lastQuery;
const post = globalThis.postMessage;
let isLoaded = false;
let isBuilt = false;

/** deliver passes a message to the theme's worker. @param {Message} data */
const deliver = (data) => dispatchEvent(new MessageEvent("message", { data }));

/**
 * load fetches the sections; site/search_index.py writes their place into the index.
 * @returns {Promise<unknown[]>}
 */
async function load() {
  const response = await fetch(new URL(ROOT + setup.data.config.sections, location.href));
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.json();
}

/**
 * buildFor has the index built, then the query answered, unless there is a later one by then.
 * @param {Message} query
 */
async function buildFor(query) {
  sections ??= load().catch((error) => {
    sections = undefined; // the next query tries again
    throw error;
  });
  const docs = await sections;
  if (query !== lastQuery) return;
  if (!isLoaded) importScripts(location.hash.slice(1));
  isLoaded = true;
  globalThis.postMessage = () => {
    globalThis.postMessage = post;
    isBuilt = true; // the page has been told already that search is ready
    deliver(query);
  };
  deliver({ ...setup, data: { ...setup.data, docs } });
}

// What the page sends stops here until the index is built.
addEventListener("message", (event) => {
  if (isBuilt || !event.isTrusted) return;
  event.stopImmediatePropagation();
  const { type, data } = event.data;
  if (type === SETUP) {
    setup = event.data;
    return post({ type: READY });
  }
  if (type !== QUERY) return;
  lastQuery = event.data;
  if (!data.trim()) return post({ type: RESULT, data: { items: [] } });
  void buildFor(event.data);
});
