/**
 * page-address.js names pages independently of their language: the reader's progress is kept by
 * these names.
 */

/**
 * pageOf returns the address of a page relative to its language's front page, which the logo links
 * to; undefined if the page is not below that.
 * @param {string} address
 */
export function pageOf(address) {
  const logo = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.md-logo"));
  const home = folder(new URL(logo?.href || ".", document.baseURI));
  const path = folder(new URL(address, document.baseURI));
  return path.startsWith(home) ? path.slice(home.length) : undefined;
}

/** folder returns the path of an address without the name of an index file. @param {URL} url */
const folder = (url) => url.pathname.replace(/index\.html$/, "");
