/**
 * watch-deployment.js keeps the parts of a page from different deployments apart. Instant navigation
 * would put a page of a new deployment between the header and the scripts of an old one; this module
 * reloads such a page. After the first run it also asks for the site to be stored for reading
 * offline. Pages under `mkdocs serve` name no deployment, and nothing happens there.
 */

const deployment = () => document.querySelector("meta[name=deployment]")?.getAttribute("content");
const loaded = deployment();

const PAGES_KEY = "switchpoint.read";
/** Milliseconds after a run before its files are stored: the reader may press Run again at once. */
const DELAY = 3000;

/** @returns {string[]} The addresses of the pages that were read in this tab. */
function pagesRead() {
  try {
    return JSON.parse(sessionStorage.getItem(PAGES_KEY) ?? "[]");
  } catch {
    return [];
  }
}

/** notePage remembers the page in view as read. */
function notePage() {
  try {
    const pages = new Set(pagesRead()).add(location.href.replace(/[?#].*/, ""));
    sessionStorage.setItem(PAGES_KEY, JSON.stringify([...pages]));
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

/** watchRuns stores the site for reading offline, once for each runtime that a program has used. */
function watchRuns() {
  /** @type {Set<string | null>} */
  const stored = new Set();
  document.addEventListener("live-snippet:state", (event) => {
    const { state } = /** @type {CustomEvent<{ state: string }>} */ (event).detail;
    const runtime = /** @type {Element} */ (event.target).getAttribute("runtime");
    if (!["passed", "differs", "done"].includes(state) || stored.has(runtime)) return;
    stored.add(runtime);
    setTimeout(() => {
      void import("./keep-offline.js").then(
        (offline) => offline.keep(runtime, pagesRead()),
        () => {},
      );
    }, DELAY);
  });
}

if (loaded) {
  watchPages();
  watchRuns();
}
