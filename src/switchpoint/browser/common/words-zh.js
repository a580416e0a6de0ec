/** words-zh.js has the Chinese texts that a page needs before a click. A page loads one language. */

export { live, shared, steps } from "../../tracing/words/zh.json";
