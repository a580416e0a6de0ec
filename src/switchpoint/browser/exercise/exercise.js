/**
 * exercise.js shows which points of an exercise a run has passed. The results come from the worker,
 * where the reader's own code runs: validate-message.js has checked their form, and they are shown as
 * text only.
 */

import { fill } from "../common/fill.js";
import { allStrings } from "../common/later-strings.js";
import { addStyles } from "../common/page-styles.js";
import { record } from "./progress.js";
import { RESULT_STYLES } from "./result-styles.js";

/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */
/** @typedef {import("../interpreter/runner.js").Result} Result */
/** @typedef {import("../interpreter/messages.js").Point} Point */

/** Characters of a value that are shown. */
const LONGEST = 600;

/** @type {WeakSet<LiveSnippet>} The blocks whose state is listened to. */
const followed = new WeakSet();

/**
 * checksOf returns the source of an exercise's checks, which the tab runs after the program.
 * @param {LiveSnippet} block
 * @returns {string}
 */
export function checksOf(block) {
  if (!followed.has(block)) {
    followed.add(block);
    block.addEventListener("live-snippet:state", () => {
      if (block.state === "running") block.piece("verdict").textContent = "";
      // The results stay while the reader changes the program, and go with Reset.
      if (block.state === "recorded" && !block.isEdited) clear(block);
    });
  }
  const template = /** @type {HTMLTemplateElement} */ (block.piece("checks"));
  return template.content.textContent ?? "";
}

/**
 * report shows the results of a run, point by point and in a sentence, and stores the progress.
 * @param {LiveSnippet} block
 * @param {Result} result
 */
export function report(block, result) {
  clear(block);
  if (result.kind !== "ended") return;
  const words = allStrings(block.words);
  addStyles(RESULT_STYLES);
  const items = itemsOf(block);
  const found = new Map(result.points.map((point) => [point.name, point]));
  const points = items.map((item) => found.get(item.dataset.point ?? ""));
  for (const [index, item] of items.entries()) showPoint(item, points[index], words);
  const passed = points.filter((point) => point?.state === "passed").length;
  const begun = points.some((point) => point && point.state !== "untested");
  const sentences = [];
  if (result.exitCode !== 0) sentences.push(begun ? words.ended_badly : words.not_begun);
  else if (!begun) sentences.push(words.not_tested);
  if (begun)
    sentences.push(
      passed === items.length
        ? words.all_passed
        : fill(words.some_passed, { passed, all: items.length }),
    );
  block.piece("verdict").textContent = sentences.join(words.language === "en" ? " " : "");
  if (!begun) return;
  const counts = fill(words.points_in_bar, { passed, all: items.length });
  block.setState(block.state, block.piece("status").textContent ?? "", counts); // the verdict is read out
  record(block, passed);
}

/** itemsOf returns the elements of the points. @param {LiveSnippet} block @returns {HTMLElement[]} */
const itemsOf = (block) => [
  .../** @type {NodeListOf<HTMLElement>} */ (block.querySelectorAll("[data-point]")),
];

/** clear takes all results away. @param {LiveSnippet} block */
function clear(block) {
  block.piece("verdict").textContent = "";
  for (const item of itemsOf(block)) {
    delete item.dataset.state;
    for (const part of item.querySelectorAll(".point-state, .point-values")) part.remove();
  }
}

/**
 * showPoint shows the state of a point, and where it failed, what was expected and what came.
 * @param {HTMLElement} item
 * @param {Point | undefined} point
 * @param {import("../common/later-strings.js").AllStrings} words
 */
function showPoint(item, point, words) {
  const state = point?.state ?? "untested";
  item.dataset.state = state;
  const label = document.createElement("span");
  label.className = "point-state";
  label.textContent = words[`point_${state}`];
  item.append(" ", label);
  if (point?.state !== "failed") return;
  const values = document.createElement("dl");
  values.className = "point-values";
  for (const [term, value] of [
    [words.expected, point.expected],
    [words.came, point.came],
  ]) {
    if (typeof value !== "string" || term === undefined) continue;
    const [name, shown] = [document.createElement("dt"), document.createElement("dd")];
    const code = document.createElement("code");
    name.textContent = term;
    code.textContent = value.slice(0, LONGEST);
    shown.append(code);
    values.append(name, shown);
  }
  item.append(values);
}
