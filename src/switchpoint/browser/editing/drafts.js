/** drafts.js keeps the programs that a reader has edited, one for each snippet. */

import { DRAFT, keep, PREFIX, recall } from "../common/storage.js";

/**
 * Draft is an edited program and the original that it was made from. The page may have another
 * original by now.
 * @typedef {{ source: string, original: string }} Draft
 */

/**
 * readDraft returns the draft of a snippet, if there is one.
 * @param {string} name
 * @returns {Draft | undefined}
 */
export function readDraft(name) {
  return parse(recall(DRAFT + name));
}

/** parse returns the draft in a stored text, if it is one. @param {string | null} text @returns {Draft | undefined} */
function parse(text) {
  try {
    const { source, original } = JSON.parse(text ?? "{}");
    if (typeof source === "string" && typeof original === "string") return { source, original };
  } catch {
    // Something else has written there.
  }
  return undefined;
}

/**
 * onOtherDraft calls a function with each draft that another tab keeps.
 * @param {(name: string, draft: Draft) => void} heard
 * @param {AbortSignal} signal Ends the listening.
 */
export function onOtherDraft(heard, signal) {
  const begin = PREFIX + DRAFT;
  const listen = (/** @type {StorageEvent} */ { key, newValue }) => {
    const draft = parse(newValue);
    if (draft && key?.startsWith(begin)) heard(key.slice(begin.length), draft);
  };
  addEventListener("storage", listen, { signal });
}

/**
 * keepDraft keeps the draft of a snippet and returns whether that succeeded.
 * @param {string} name
 * @param {Draft | undefined} draft Undefined deletes it.
 */
export function keepDraft(name, draft) {
  return keep(DRAFT + name, draft && JSON.stringify(draft));
}
