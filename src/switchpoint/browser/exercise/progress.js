/**
 * progress.js shows how far a reader got with each exercise: a mark at the page's entry in the
 * navigation, and a line below the exercise's points with a button to forget it. Both languages have
 * the same progress: a page has the same address in either.
 */

import { fill } from "../common/fill.js";
import { allStrings } from "../common/later-strings.js";
import { addStyles } from "../common/page-styles.js";
import { pageOf } from "./page-address.js";
import { RESULT_STYLES } from "./result-styles.js";
import { readProgress, writeProgress } from "./stored-progress.js";

/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */
/** @typedef {import("./stored-progress.js").Progress} Progress */
/** @typedef {import("../common/later-strings.js").AllStrings} AllStrings */

/** pointsIn counts the points of an exercise. @param {LiveSnippet} block */
const pointsIn = (block) => block.querySelectorAll("[data-point]").length;

/**
 * record stores how many points of an exercise a run has passed, if that is more than before.
 * @param {LiveSnippet} block
 * @param {number} passed
 */
export function record(block, passed) {
  const here = pageOf(location.href);
  if (here === undefined) return;
  const progress = readProgress();
  const before = progress[here] ?? {};
  progress[here] = {};
  for (const other of exercisesHere()) {
    const all = pointsIn(other);
    const [best, of] = before[other.name] ?? [0, all];
    const kept = of === all ? best : 0; // other points than those now
    progress[here][other.name] = [other === block ? Math.max(kept, passed) : kept, all];
  }
  writeProgress(progress);
  follow(block.words);
  show();
}

/** forget deletes the progress with an exercise. @param {LiveSnippet} block */
function forget(block) {
  const progress = readProgress();
  const exercises = progress[pageOf(location.href) ?? ""];
  if (exercises?.[block.name]) exercises[block.name][0] = 0;
  writeProgress(progress);
  show();
  const verdict = block.piece("verdict");
  verdict.textContent = allStrings(block.words).forgotten;
  block.buttons.find("run")?.focus(); // the button that was pressed is gone
}

/** exercisesHere returns the page's exercises. @returns {LiveSnippet[]} */
const exercisesHere = () => [
  .../** @type {NodeListOf<LiveSnippet>} */ (
    document.querySelectorAll("live-snippet[data-exercise]")
  ),
];

/** @type {AllStrings | undefined} The texts to show progress with, once that has begun. */
let words;

/**
 * follow shows progress from now on, also on pages that instant navigation brings.
 * @param {import("../common/strings.js").Strings} inLanguage
 */
export function follow(inLanguage) {
  const begun = words !== undefined;
  words = allStrings(inLanguage);
  addStyles(RESULT_STYLES);
  if (begun) return;
  // The theme's observable of pages; it calls at once for the page in view.
  const pages = /** @type {{ document$?: { subscribe(act: () => void): void } }} */ (window)
    .document$;
  if (pages) pages.subscribe(show);
  else show();
  addEventListener("storage", show); // when another tab has changed it
}

/** show brings all marks and lines up to date. */
function show() {
  const progress = readProgress();
  markNavigation(progress);
  const here = progress[pageOf(location.href) ?? ""] ?? {};
  for (const block of exercisesHere()) showLine(block, ...(here[block.name] ?? [0, 0]));
}

/** markNavigation puts a mark beside every page with a started exercise. @param {Progress} progress */
function markNavigation(progress) {
  for (const old of document.querySelectorAll(".exercise-mark")) old.remove();
  const entries = document.querySelectorAll(
    ".md-nav--primary .md-nav__link:is([href], [for=__toc])",
  );
  for (const entry of entries) {
    const page = pageOf(entry.getAttribute("href") ?? location.href);
    const exercises = page === undefined ? undefined : progress[page];
    if (!exercises || entry.closest(".md-nav--secondary")) continue; // an entry of the page's own contents
    const sum = (/** @type {0 | 1} */ which) =>
      Object.values(exercises).reduce((total, counts) => total + counts[which], 0);
    entry.querySelector(".md-ellipsis")?.after(mark(sum(0), sum(1)));
  }
}

/** mark returns a mark: a tick, or a fraction. @param {number} passed @param {number} all */
function mark(passed, all) {
  const drawn = document.createElement("span");
  drawn.className = "exercise-mark";
  drawn.setAttribute("role", "img");
  drawn.textContent = passed === all ? "✓" : `${passed}/${all}`;
  drawn.title =
    (passed === all ? words?.solved : words && fill(words.partly_solved, { passed, all })) ?? "";
  drawn.setAttribute("aria-label", drawn.title);
  return drawn;
}

/**
 * showLine says below the points of an exercise how far the reader got.
 * @param {LiveSnippet} block
 * @param {number} passed
 * @param {number} all
 */
function showLine(block, passed, all) {
  const words = allStrings(block.words);
  const points = block.piece("points");
  let line = points.querySelector("[data-part=progress]");
  if (!passed || all !== pointsIn(block)) return line?.remove();
  if (!line) {
    line = document.createElement("p");
    /** @type {HTMLElement} */ (line).dataset.part = "progress";
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.action = "forget";
    button.textContent = words.forget;
    button.addEventListener("click", () => forget(block));
    line.append(document.createElement("span"), button);
    points.append(line);
  }
  const said = passed === all ? words.solved : fill(words.best_so_far, { passed, all });
  /** @type {Element} */ (line.firstElementChild).textContent = said;
}
