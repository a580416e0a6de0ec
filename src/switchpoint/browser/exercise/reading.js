/**
 * reading.js notes, in the reader's browser alone, which pages were read to their end, and has the
 * progress shown where the page has the ladder. block/run.js notes which programs were run.
 */

import { eachPage } from "../common/each-page.js";
import { PROGRESS, READING, recall } from "../common/storage.js";

/** Milliseconds for which a page's end has to be in view; it may come into view only in passing. */
const DELAY = 2000;

/** @type {IntersectionObserver | undefined} */
let ends;
/** @type {number | undefined} */
let timer;

/**
 * follow notes what is read from now on, also on pages that instant navigation brings.
 * @param {import("../common/strings.js").Strings} words
 */
export function follow(words) {
  eachPage(() => begin(words));
}

/**
 * begin waits for the page's end to be read, and shows the progress if the page has the ladder.
 * @param {import("../common/strings.js").Strings} words
 */
function begin(words) {
  ends?.disconnect();
  clearTimeout(timer);
  const { href } = location;
  ends = new IntersectionObserver((seen) => {
    clearTimeout(timer);
    if (!seen.at(-1)?.isIntersecting) return;
    timer = setTimeout(async () => (await import("./note-reading.js")).noteEnd(href), DELAY);
  });
  const footer = document.querySelector(".md-footer");
  if (footer) ends.observe(footer);
  if (document.querySelector("[data-part=ladder]") && (recall(READING) ?? recall(PROGRESS)))
    void import("./ladder.js").then(({ showProgress }) => showProgress(words));
}
