/** strings.js takes the words of the interface, which stand in ../words, in a page's language. */

import { live as liveEn, shared as sharedEn } from "../../tracing/words/en.json";
import { live as liveZh, shared as sharedZh } from "../../tracing/words/zh.json";

/** @typedef {typeof zh} Strings */

const zh = { language: /** @type {"zh" | "en"} */ ("zh"), ...sharedZh, ...liveZh };

/** @type {Strings} */
const en = { language: "en", ...sharedEn, ...liveEn };

/**
 * stringsFor returns the words in the language of an element's page.
 * @param {Element} element
 * @returns {Strings}
 */
export function stringsFor(element) {
  const holder = element.closest("[lang]");
  return holder?.getAttribute("lang")?.startsWith("en") ? en : zh;
}

/**
 * fill puts values into the places of a text, "{name}".
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}
