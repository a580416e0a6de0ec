/**
 * deployment.js keeps a page's parts of one deployment. Instant navigation would set a new
 * deployment's page between an old one's header and scripts. It also has what is read and run kept
 * for reading offline, once something has run. Under `mkdocs serve` pages name no deployment.
 */

const named = () => document.querySelector("meta[name=deployment]")?.getAttribute("content");
const mine = named();

/** @returns {string[]} The pages that were read in this tab. */
export function pagesRead() {
  try {
    return JSON.parse(sessionStorage.getItem("switchpoint.read") ?? "[]");
  } catch {
    return [];
  }
}

/** note remembers the page in view. */
function note() {
  try {
    const pages = new Set(pagesRead()).add(location.href.replace(/[?#].*/, ""));
    sessionStorage.setItem("switchpoint.read", JSON.stringify([...pages]));
  } catch {
    // private mode: only this page will be kept
  }
}

/** watch follows instant navigation, which changes the page's head. */
function watch() {
  note();
  new MutationObserver(() => {
    if (named() === mine) note();
    else location.reload();
  }).observe(document.head, { childList: true });

  /** @type {Set<string | null>} */
  const kept = new Set();
  document.addEventListener("live-snippet:state", (event) => {
    const { state } = /** @type {CustomEvent<{ state: string }>} */ (event).detail;
    const runtime = /** @type {Element} */ (event.target).getAttribute("runtime");
    if (!["passed", "differs", "done"].includes(state) || kept.has(runtime)) return;
    kept.add(runtime);
    // A little later: the reader may press Run again.
    const keep = () => void import("./keep-offline.js").then((offline) => offline.keep(runtime), () => {});
    setTimeout(keep, 3000);
  });
}

if (mine) watch();
