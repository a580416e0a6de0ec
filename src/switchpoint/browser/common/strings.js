/** strings.js chooses the texts of the interface, which tracing/words has, by a page's language. */

import { live as liveEn, shared as sharedEn } from "../../tracing/words/en.json";
import { live as liveZh, shared as sharedZh } from "../../tracing/words/zh.json";

/** @typedef {typeof zh} Strings */

const zh = { language: /** @type {"zh" | "en"} */ ("zh"), ...sharedZh, ...liveZh };

/** @type {Strings} */
const en = { language: "en", ...sharedEn, ...liveEn };

/**
 * stringsFor returns the texts in the language of an element.
 * @param {Element} element
 * @returns {Strings}
 */
export function stringsFor(element) {
  const holder = element.closest("[lang]");
  return holder?.getAttribute("lang")?.startsWith("en") ? en : zh;
}
