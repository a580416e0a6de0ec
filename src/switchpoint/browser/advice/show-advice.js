/**
 * show-advice.js shows, below what Python printed, what a beginner can do about it. It is loaded with
 * the first program that does not do as recorded and fails or prints to standard error.
 */

import { fill } from "../common/fill.js";
import { addStyles } from "../common/page-styles.js";
import { adviceFor, explained } from "./advice.js";
import { WORDS } from "./advice-strings.js";
import { ADVICE_STYLES } from "./advice-styles.js";

/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */
/** @typedef {import("./advice.js").Advice} Advice */

/** What the pages of common errors explain, per language; the service worker may have it offline. */
const LISTS = { zh: "../../errors/messages.json", en: "../../en/errors/messages.json" };

/** @type {Promise<import("./advice.js").Entry[]> | undefined} */
let entries;

/**
 * showAdvice shows the advice for a run of a program, unless the reader has gone on meanwhile.
 * @param {LiveSnippet} block
 * @param {string} source
 * @param {string} stderr
 */
export async function showAdvice(block, source, stderr) {
  const { failure, trace } = block;
  const { language } = block.words;
  const list = new URL(LISTS[language], import.meta.url);
  entries ??= fetchEntries(list);
  const entry = explained(failure, stderr, await entries);
  const advice = failure && !entry ? adviceFor(failure, stderr, source) : undefined;
  if ((!entry && !advice) || block.trace !== trace || block.source !== source) return;
  addStyles(ADVICE_STYLES);
  const box = document.createElement("div");
  box.dataset.part = "advice";
  box.setAttribute("role", "note");
  const said = box.appendChild(document.createElement("p"));
  if (entry) {
    const link = document.createElement("a");
    link.href = new URL(entry.place, list).href;
    link.append(code(entry.message));
    said.append(WORDS[language].explained, link);
  } else if (advice) {
    said.append(...withCode(WORDS[language][advice.key], advice.values));
    if (advice.replace.length) box.append(replaceButton(block, advice.replace));
  }
  (block.querySelector(".snippet-exit") ?? block.piece("output")).after(box);
  // It goes with the next change of the program, and with the next run.
  block.addEventListener("live-snippet:state", () => box.remove(), { once: true });
}

/** fetchEntries returns the list of explained messages, none if it cannot be fetched. @param {URL} list */
async function fetchEntries(list) {
  try {
    const response = await fetch(list);
    return response.ok ? await response.json() : [];
  } catch {
    entries = undefined; // next time there may be a network
    return [];
  }
}

/**
 * replaceButton returns the button that replaces all odd characters, in one step for Undo.
 * @param {LiveSnippet} block
 * @param {import("./odd-characters.js").Odd[]} replace
 */
function replaceButton(block, replace) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.action = "replace";
  const { language } = block.words;
  button.textContent = fill(WORDS[language].replace, { count: replace.length });
  button.addEventListener("click", () => {
    block.editing?.editor.change(replace);
    block.editing?.editor.focus();
  });
  return button;
}

/**
 * withCode returns the nodes of a sentence, in which backticks enclose code.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
function withCode(text, values) {
  return text.split("`").map((part, index) => {
    const filled = fill(part, values);
    return index % 2 ? code(filled) : filled;
  });
}

/** code returns an element with code. @param {string} text */
function code(text) {
  const element = document.createElement("code");
  element.textContent = text;
  return element;
}
