/** ladder.js shows the reader's progress on the ladder of the front page. */

import { fill } from "../common/fill.js";
import { allStrings } from "../common/later-strings.js";
import { readProgress } from "./stored-progress.js";
import { forgetReading, readReading } from "./stored-reading.js";

/** @typedef {import("./stored-progress.js").Progress} Progress */
/** @typedef {import("./stored-reading.js").Reading} Reading */

/**
 * showProgress marks the pages and fills the rungs that the reader is through with.
 * @param {import("../common/strings.js").Strings} strings
 */
export function showProgress(strings) {
  const ladder = /** @type {HTMLElement | null} */ (document.querySelector("[data-part=ladder]"));
  if (!ladder) return;
  for (const old of document.querySelectorAll(".page-mark, .ladder-progress")) old.remove();
  const [reading, progress] = [readReading(), readProgress()];
  const words = allStrings(strings);
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("[data-page]")
  )) {
    const facts = factsOf(item.dataset.page ?? "", reading, progress, words);
    if (facts.length) item.append(" ", mark(facts));
  }
  const learnt = [...ladder.querySelectorAll(".to-learn")];
  const isRead = (/** @type {Element} */ item) =>
    reading[item.getAttribute("data-page") ?? ""]?.end === true;
  for (const rung of ladder.querySelectorAll(".rung")) {
    const pages = learnt.filter((item) => rung.contains(item));
    rung.toggleAttribute("data-done", pages.length > 0 && pages.every(isRead));
  }
  if (Object.keys(reading).length)
    ladder.after(line(learnt.filter(isRead).length, learnt.length, words));
}

/**
 * factsOf returns what is known of a page, each as a short sign and in words.
 * @param {string} page
 * @param {Reading} reading
 * @param {Progress} progress
 * @param {import("../common/later-strings.js").AllStrings} words
 * @returns {[string, string][]}
 */
function factsOf(page, reading, progress, words) {
  /** @type {[string, string][]} */
  const facts = [];
  const { end, ran, of } = reading[page] ?? { end: false, ran: [], of: 0 };
  if (end) facts.push(["✓", words.page_read]);
  if (ran.length)
    facts.push([`▶ ${ran.length}/${of}`, fill(words.programs_run, { n: ran.length, all: of })]);
  for (const [passed, all] of Object.values(progress[page] ?? {}))
    facts.push(
      passed === all
        ? ["★", words.solved]
        : [`☆ ${passed}/${all}`, fill(words.partly_solved, { passed, all })],
    );
  return facts;
}

/** mark returns an element with the signs, which says the words. @param {[string, string][]} facts */
function mark(facts) {
  const drawn = document.createElement("span");
  drawn.className = "page-mark";
  drawn.setAttribute("role", "img");
  drawn.textContent = facts.map(([sign]) => sign).join(" ");
  drawn.title = facts.map(([, said]) => said).join(" · ");
  drawn.setAttribute("aria-label", drawn.title);
  return drawn;
}

/**
 * line returns a line that says how many pages were read, with a button to forget it.
 * @param {number} n
 * @param {number} all
 * @param {import("../common/later-strings.js").AllStrings} words
 */
function line(n, all, words) {
  const said = document.createElement("p");
  said.className = "ladder-progress";
  said.textContent = `${fill(words.pages_read, { n, all })} `;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.forget_reading;
  button.addEventListener("click", () => {
    forgetReading();
    showProgress(words);
  });
  said.append(button);
  return said;
}
