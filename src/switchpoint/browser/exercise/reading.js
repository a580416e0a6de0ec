/**
 * reading.js notes, in the reader's browser alone, which pages were read to their end, and has the
 * progress shown where the page has the ladder. block/run.js notes which programs were run.
 */

import { eachPage } from "../common/each-page.js";
import { PROGRESS, READING, recall } from "../common/storage.js";

/** Milliseconds before a page can end: instant navigation scrolls up after it has put the page in. */
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
 * begin awaits the end of the page in view, and shows the progress if the page has the ladder.
 * @param {import("../common/strings.js").Strings} words
 */
function begin(words) {
  ends?.disconnect();
  clearTimeout(timer);
  timer = setTimeout(() => {
    const footer = document.querySelector(".md-footer");
    ends = new IntersectionObserver((seen, observer) => {
      if (!seen.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      void noteEnd(location.href);
    });
    if (footer) ends.observe(footer);
  }, DELAY);
  if (document.querySelector("[data-part=ladder]") && (recall(READING) ?? recall(PROGRESS)))
    void import("./ladder.js").then(({ showProgress }) => showProgress(words));
}

/** noteEnd stores that a page was read to its end. @param {string} href */
async function noteEnd(href) {
  (await import("./note-reading.js")).noteHere(href, { end: true });
}
