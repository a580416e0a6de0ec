/**
 * search-on-demand.js is the worker that the theme starts for its search. The theme has the index
 * built on every page, which takes 0.7 seconds of processor time; here it is built for the first
 * query. From then on the theme's own worker answers: its file, beside this one, is named by the
 * fragment of this worker's address.
 */

/** @typedef {{ type: number, data?: any }} Message The theme's, of one of these types. */
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];

/** @type {Message} What the index is built from. */
let setup;

/** deliver passes a message to the theme's worker. @param {Message} data */
const deliver = (data) => dispatchEvent(new MessageEvent("message", { data }));

/** answer stands for the theme's worker until there is something to search for. */
addEventListener("message", function answer({ data: message }) {
  if (message.type === SETUP) {
    setup = message;
    postMessage({ type: READY });
  } else if (message.type === QUERY && !message.data.trim()) {
    postMessage({ type: RESULT, data: { items: [] } });
  } else {
    importScripts(location.hash.slice(1)); // fails without a network; the next query tries again
    removeEventListener("message", answer);
    const post = globalThis.postMessage;
    globalThis.postMessage = () => {
      globalThis.postMessage = post; // it is ready, which the page has been told
      deliver(message);
    };
    deliver(setup);
  }
});
