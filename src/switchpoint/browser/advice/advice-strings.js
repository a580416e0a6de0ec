/** advice-strings.js has the sentences for beginners, and of the other words none. */

import { advice as en } from "../../tracing/words/later.en.json";
import { advice as zh } from "../../tracing/words/later.zh.json";

export const WORDS = { en, zh };
