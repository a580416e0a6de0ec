/**
 * reading.js notes, in the reader's browser alone, which pages were read to their end and which
 * programs were run, and has it shown where the page has the ladder.
 */

import { eachPage } from "../common/each-page.js";
import { PROGRESS, READING, recall } from "../common/storage.js";

/** Milliseconds before a page can end: instant navigation scrolls up after it has put the page in. */
const DELAY = 2000;
/** The states in which a run ends that ran the program. */
const RAN = ["passed", "differs", "done"];

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
  addEventListener("live-snippet:state", (event) => {
    const { detail } = /** @type {CustomEvent<{ state: string }>} */ (event);
    const block = /** @type {Element} */ (event.target);
    if (RAN.includes(detail.state)) void note({ ran: block.getAttribute("name") ?? "" });
  });
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
      void note({ end: true });
    });
    if (footer) ends.observe(footer);
  }, DELAY);
  if (document.querySelector("[data-part=ladder]") && (recall(READING) ?? recall(PROGRESS)))
    void import("./ladder.js").then(({ showProgress }) => showProgress(words));
}

/** note stores something about the page in view. @param {{ end?: boolean, ran?: string }} found */
async function note(found) {
  const { href } = location;
  (await import("./note-reading.js")).noteHere(href, found);
}
