/** prediction-strings.js has only the texts that a comparison with a guess shows. */

import { prediction as en } from "../../tracing/words/later.en.json";
import { prediction as zh } from "../../tracing/words/later.zh.json";

/** predictionStrings returns the texts in a language. @param {"zh" | "en"} language */
export function predictionStrings(language) {
  return language === "en" ? en : zh;
}
