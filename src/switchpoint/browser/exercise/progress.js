/**
 * progress.js remembers how far a reader got with each exercise, and shows it: a mark beside the
 * page's entry in the navigation, and a line below the exercise's points that also forgets it.
 * Both languages share it, for a page has the same address below either.
 */

import { keep, PROGRESS, recall } from "../common/storage.js";
import { fill } from "../common/strings.js";

/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */

/** @typedef {import("../common/strings.js").Strings} Strings */

/**
 * Progress is, by page and there by exercise, the most points passed at once, and all there are.
 * A page has an entry for each of its exercises as soon as it has one.
 * @typedef {Record<string, Record<string, [number, number]>>} Progress
 */

/** read returns what is kept, without what is not of our writing. @returns {Progress} */
function read() {
  /** @type {Progress} */
  const progress = {};
  try {
    for (const [page, exercises] of Object.entries(JSON.parse(recall(PROGRESS) ?? "{}")))
      for (const [name, [passed, all]] of Object.entries(exercises))
        if (passed >= 0 && passed <= all)
          (progress[page] ??= {})[name] = [Number(passed), Number(all)];
  } catch {
    // begin anew
  }
  return progress;
}

/** write keeps the pages that have something to tell. @param {Progress} progress */
function write(progress) {
  const told = Object.entries(progress).filter(([, exercises]) =>
    Object.values(exercises).some(([passed]) => passed > 0),
  );
  keep(PROGRESS, told.length ? JSON.stringify(Object.fromEntries(told)) : undefined);
}

/**
 * pageOf returns a page's address below its language's front page, which the logo links to.
 * @param {string} address
 */
function pageOf(address) {
  const logo = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.md-logo"));
  const home = folder(new URL(logo?.href || ".", document.baseURI));
  const path = folder(new URL(address, document.baseURI));
  return path.startsWith(home) ? path.slice(home.length) : undefined;
}

/** folder returns the path of an address without the name of an index file. @param {URL} url */
const folder = (url) => url.pathname.replace(/index\.html$/, "");

/** @param {LiveSnippet} block */
const pointsIn = (block) => block.querySelectorAll("[data-point]").length;

/**
 * record keeps how many of an exercise's points were passed, if that is more than before.
 * @param {LiveSnippet} block
 * @param {number} passed
 */
export function record(block, passed) {
  const here = pageOf(location.href);
  if (here === undefined) return;
  const progress = read();
  const before = progress[here] ?? {};
  progress[here] = {};
  for (const other of exercisesHere()) {
    const all = pointsIn(other);
    const [best, of] = before[other.name] ?? [0, all];
    const kept = of === all ? best : 0; // its points have changed since
    progress[here][other.name] = [other === block ? Math.max(kept, passed) : kept, all];
  }
  write(progress);
  follow(block.words);
  show();
}

/** forget drops what is known of an exercise. @param {LiveSnippet} block */
function forget(block) {
  const progress = read();
  const exercises = progress[pageOf(location.href) ?? ""];
  if (exercises?.[block.name]) exercises[block.name][0] = 0;
  write(progress);
  show();
  const verdict = block.piece("verdict");
  verdict.textContent = block.words.forgotten;
  block.button("run")?.focus(); // the button pressed has gone
}

/** exercisesHere returns the page's exercises. @returns {LiveSnippet[]} */
const exercisesHere = () => [
  .../** @type {NodeListOf<LiveSnippet>} */ (
    document.querySelectorAll("live-snippet[data-exercise]")
  ),
];

/** @type {Strings | undefined} */
let words;

/**
 * follow shows progress from now on, on every page that the theme brings without loading it anew.
 * @param {Strings} inLanguage
 */
export function follow(inLanguage) {
  const begun = words !== undefined;
  words = inLanguage;
  if (begun) return;
  // The theme tells of every page it shows, the first one, too.
  const pages = /** @type {{ document$?: { subscribe(act: () => void): void } }} */ (window)
    .document$;
  if (pages) pages.subscribe(show);
  else show();
  addEventListener("storage", show); // another tab
}

/** show brings marks and lines up to date. */
function show() {
  const progress = read();
  markNavigation(progress);
  const here = progress[pageOf(location.href) ?? ""] ?? {};
  for (const block of exercisesHere()) tell(block, ...(here[block.name] ?? [0, 0]));
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
    if (!exercises || entry.closest(".md-nav--secondary")) continue; // a page's own contents
    const sum = (/** @type {0 | 1} */ which) =>
      Object.values(exercises).reduce((total, counts) => total + counts[which], 0);
    entry.querySelector(".md-ellipsis")?.after(mark(sum(0), sum(1)));
  }
}

/** mark draws one: a tick, or a fraction. @param {number} passed @param {number} all */
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
 * tell says below an exercise's points how far the reader has got.
 * @param {LiveSnippet} block
 * @param {number} passed
 * @param {number} all
 */
function tell(block, passed, all) {
  const points = block.piece("points");
  let line = points.querySelector("[data-part=progress]");
  if (!passed || all !== pointsIn(block)) return line?.remove();
  if (!line) {
    line = document.createElement("p");
    /** @type {HTMLElement} */ (line).dataset.part = "progress";
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.action = "forget";
    button.textContent = block.words.forget;
    button.addEventListener("click", () => forget(block));
    line.append(document.createElement("span"), button);
    points.append(line);
  }
  const said = passed === all ? block.words.solved : fill(block.words.best_so_far, { passed, all });
  /** @type {Element} */ (line.firstElementChild).textContent = said;
}
