/** measuring-strings.js has the texts of the comparison, which only the page that has it loads. */

import { comparing as en } from "../../tracing/words/later.en.json";
import { comparing as zh } from "../../tracing/words/later.zh.json";

/** measuringStrings returns the texts in a language. @param {"zh" | "en"} language */
export function measuringStrings(language) {
  return language === "en" ? en : zh;
}
