/**
 * storage.js keeps texts in the browser's local storage, each under a key of this site's. Where
 * that is refused or full, the page works all the same.
 */

/** How all keys begin: other sites may have the same host. */
export const PREFIX = "switchpoint:";

/** Where progress with exercises is kept; drafts are in `draft:NAME`, see drafts.js. */
export const PROGRESS = "progress";

/**
 * recall returns what was kept under a key.
 * @param {string} key
 */
export function recall(key) {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/**
 * keep tells whether it could be kept.
 * @param {string} key
 * @param {string | undefined} text None forgets it.
 */
export function keep(key, text) {
  try {
    if (text === undefined) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, text);
    return true;
  } catch {
    return false;
  }
}
