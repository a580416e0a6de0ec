/**
 * drafts.js keeps what a reader has typed, a draft for each snippet, in the browser's local
 * storage. Where that is refused or full, the page works all the same and says that it cannot.
 */

import { keep, PREFIX, recall } from "../common/storage.js";

/**
 * Draft is an edited program and the original it was made from, which may have changed since.
 * @typedef {{ source: string, original: string }} Draft
 */

const KIND = "draft:";

/**
 * readDraft returns what was kept under a name.
 * @param {string} name
 * @returns {Draft | undefined}
 */
export function readDraft(name) {
  return parse(recall(KIND + name));
}

/** @param {string | null} text @returns {Draft | undefined} */
function parse(text) {
  try {
    const { source, original } = JSON.parse(text ?? "{}");
    if (typeof source === "string" && typeof original === "string") return { source, original };
  } catch {
    // not of our writing
  }
  return undefined;
}

/**
 * onOtherDraft tells of drafts that another tab keeps.
 * @param {(name: string, draft: Draft) => void} heard
 * @param {AbortSignal} signal Ends that.
 */
export function onOtherDraft(heard, signal) {
  const begin = PREFIX + KIND;
  const listen = (/** @type {StorageEvent} */ { key, newValue }) => {
    const draft = parse(newValue);
    if (draft && key?.startsWith(begin)) heard(key.slice(begin.length), draft);
  };
  addEventListener("storage", listen, { signal });
}

/**
 * keepDraft tells whether it could be kept.
 * @param {string} name
 * @param {Draft | undefined} draft None forgets it.
 */
export function keepDraft(name, draft) {
  return keep(KIND + name, draft && JSON.stringify(draft));
}
