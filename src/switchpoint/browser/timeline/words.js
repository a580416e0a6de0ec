/** words.js has the words of stepping and playing, in both languages. */

import { shared as sharedEn, steps as stepsEn } from "../../tracing/words/en.json";
import { shared as sharedZh, steps as stepsZh } from "../../tracing/words/zh.json";

/** @typedef {typeof zh} StepWords */

const zh = { ...sharedZh, ...stepsZh };

/** @type {StepWords} */
const en = { ...sharedEn, ...stepsEn };

/** stepWords returns the words in a language. @param {"zh" | "en"} language */
export const stepWords = (language) => (language === "en" ? en : zh);
