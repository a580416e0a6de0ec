/** words-en.js has the English texts that a page needs before a click. A page loads one language. */

export { live, shared, steps } from "../../tracing/words/en.json";
