/**
 * exercise.js tells a reader which points of an exercise a run has passed. What it is told comes
 * from the worker, where the reader's own code runs: checked.js has seen to its form, and it is
 * shown as text and nothing more.
 */

import { fill } from "../common/strings.js";
import { record } from "./progress.js";

/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */
/** @typedef {import("../interpreter/runner.js").Result} Result */
/** @typedef {import("../interpreter/messages.js").Point} Point */

/** Characters of a value that are shown. */
const LONGEST = 600;

/** @type {WeakSet<LiveSnippet>} */
const followed = new WeakSet();

/**
 * checksOf returns the text of an exercise's checks, for the tab to run after the program.
 * @param {LiveSnippet} block
 * @returns {string}
 */
export function checksOf(block) {
  if (!followed.has(block)) {
    followed.add(block);
    block.addEventListener("live-snippet:state", () => {
      if (block.state === "running") block.piece("verdict").textContent = "";
      // what was found stays while the reader mends the program, and goes with Reset
      if (block.state === "recorded" && !block.isEdited) clear(block);
    });
  }
  const carried = /** @type {HTMLTemplateElement} */ (block.piece("checks"));
  return carried.content.textContent ?? "";
}

/**
 * report shows what a run has come to, point by point and in one sentence, and remembers it.
 * @param {LiveSnippet} block
 * @param {Result} result
 */
export function report(block, result) {
  clear(block);
  if (result.kind !== "ended") return;
  const { words } = block;
  const items = itemsOf(block);
  const found = new Map(result.points.map((point) => [point.name, point]));
  const points = items.map((item) => found.get(item.dataset.point ?? ""));
  for (const [index, item] of items.entries()) showPoint(item, points[index], words);
  const passed = points.filter((point) => point?.state === "passed").length;
  const begun = points.some((point) => point && point.state !== "untested");
  const said = [];
  if (result.exitCode !== 0) said.push(begun ? words.ended_badly : words.not_begun);
  else if (!begun) said.push(words.not_tested);
  if (begun)
    said.push(
      passed === items.length
        ? words.all_passed
        : fill(words.some_passed, { passed, all: items.length }),
    );
  block.piece("verdict").textContent = said.join(words.language === "en" ? " " : "");
  if (begun) record(block, passed);
}

/** @param {LiveSnippet} block @returns {HTMLElement[]} */
const itemsOf = (block) => [
  .../** @type {NodeListOf<HTMLElement>} */ (block.querySelectorAll("[data-point]")),
];

/** clear has every point untested, and nothing said. @param {LiveSnippet} block */
function clear(block) {
  block.piece("verdict").textContent = "";
  for (const item of itemsOf(block)) {
    delete item.dataset.state;
    for (const part of item.querySelectorAll(".point-state, .point-values")) part.remove();
  }
}

/**
 * showPoint gives a point its state in words, and what was expected and came where it failed.
 * @param {HTMLElement} item
 * @param {Point | undefined} point
 * @param {import("../common/strings.js").Strings} words
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
