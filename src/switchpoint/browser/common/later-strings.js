/**
 * later-strings.js has all texts of the interface, also those that are shown only after a click: by
 * a run, in the field to type in, and by an exercise. What a page loads by itself does not use it.
 */

import { later as laterEn } from "../../tracing/words/later.en.json";
import { later as laterZh } from "../../tracing/words/later.zh.json";

/** @typedef {import("./strings.js").Strings} Strings */
/** @typedef {Strings & typeof laterZh} AllStrings */

/**
 * allStrings returns all texts in the language of those that a page comes with.
 * @param {Strings} strings
 * @returns {AllStrings}
 */
export function allStrings(strings) {
  return { ...strings, ...(strings.language === "en" ? laterEn : laterZh) };
}
