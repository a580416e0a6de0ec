/** page-styles.js adds styles to the page that are loaded with the script which needs them. */

/** @type {Set<string>} */
const added = new Set();

/** addStyles adds rules to the page, once. @param {string} css */
export function addStyles(css) {
  if (added.has(css)) return;
  added.add(css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}
