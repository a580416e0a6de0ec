/**
 * watch-deployment.js keeps the parts of a page from different deployments apart. Instant navigation
 * would put a page of a new deployment between the header and the scripts of an old one; this module
 * reloads such a page. It also remembers which pages were read, for keep-offline.js. Pages under
 * `mkdocs serve` name no deployment, and nothing happens there.
 */

import { PAGES, pagesRead } from "../common/storage.js";

const deployment = () => document.querySelector("meta[name=deployment]")?.getAttribute("content");
const loaded = deployment();

/** notePage remembers the page in view as read. */
function notePage() {
  try {
    const pages = new Set(pagesRead()).add(location.href.replace(/[?#].*/, ""));
    sessionStorage.setItem(PAGES, JSON.stringify([...pages]));
  } catch {
    // The browser denies storage: only the page in view will be stored for reading offline.
  }
}

/** watchPages follows instant navigation, which replaces elements of the page's head. */
function watchPages() {
  notePage();
  new MutationObserver(() => {
    if (deployment() === loaded) notePage();
    else location.reload();
  }).observe(document.head, { childList: true });
}

if (loaded) watchPages();
