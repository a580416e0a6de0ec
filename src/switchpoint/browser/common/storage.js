/**
 * storage.js reads and writes texts in the browser's local storage. Where the browser refuses
 * storage, or it is full, nothing is read or written and no error is thrown.
 */

/** Every key begins with this, because other sites may have the same host. */
export const PREFIX = "switchpoint:";

/** The keys of the progress with exercises, and of which pages were read. */
export const PROGRESS = "progress";
export const READING = "reading";

/** The key in the session storage of the pages that were read in this tab. */
export const PAGES = "switchpoint.read";

/** How the keys of drafts begin; a snippet's name follows. */
export const DRAFT = "draft:";

/**
 * recall returns the text stored under a key, or null.
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
 * keep stores a text under a key and returns whether that succeeded.
 * @param {string} key
 * @param {string | undefined} text Undefined deletes what is stored.
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

/** @returns {string[]} The addresses of the pages that were read in this tab. */
export function pagesRead() {
  try {
    return JSON.parse(sessionStorage.getItem(PAGES) ?? "[]");
  } catch {
    return [];
  }
}
