/** note-reading.js stores what reading.js finds: it is loaded when there is something to store. */

import { pageOf } from "./page-address.js";
import { noteReading } from "./stored-reading.js";

/**
 * noteHere stores something about a page.
 * @param {string} address
 * @param {{ end?: boolean, ran?: string }} found
 */
export function noteHere(address, found) {
  const page = pageOf(address);
  const of = document.querySelectorAll("live-snippet:not([runtime=native])").length;
  if (page !== undefined) noteReading(page, { ...found, of });
}

/**
 * noteEnd stores that a page was read to its end, if that is still in view. A busy browser may draw no
 * frame for seconds, and reading.js is told with frames only.
 * @param {string} address
 */
export function noteEnd(address) {
  const footer = document.querySelector(".md-footer");
  if (footer && footer.getBoundingClientRect().top < innerHeight) noteHere(address, { end: true });
}
