/**
 * strings.js has the texts of the interface in the page's language. They are loaded with the page,
 * which names their file beside that of the scripts (theme/main.html): the other language's are not.
 */

/** @typedef {typeof strings} Strings */

const isEnglish = document.documentElement.lang.startsWith("en");

const { live, shared, steps } = await (isEnglish
  ? import("./words-en.js")
  : import("./words-zh.js"));

export const strings = {
  language: /** @type {"zh" | "en"} */ (isEnglish ? "en" : "zh"),
  ...shared,
  ...live,
  ...steps,
};
