/**
 * drafts.js keeps what a reader has typed, a draft for each snippet, in the browser's local
 * storage. Where that is refused or full, the page works all the same and says that it cannot.
 */

/**
 * Draft is an edited program and the original it was made from, which may have changed since.
 * @typedef {{ source: string, original: string }} Draft
 */

const PREFIX = "switchpoint:draft:";

/**
 * readDraft returns what was kept under a name.
 * @param {string} name
 * @returns {Draft | undefined}
 */
export function readDraft(name) {
  try {
    return parse(localStorage.getItem(PREFIX + name));
  } catch {
    return undefined; // no storage
  }
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
  const listen = (/** @type {StorageEvent} */ { key, newValue }) => {
    const draft = parse(newValue);
    if (draft && key?.startsWith(PREFIX)) heard(key.slice(PREFIX.length), draft);
  };
  addEventListener("storage", listen, { signal });
}

/**
 * keepDraft tells whether it could be kept.
 * @param {string} name
 * @param {Draft | undefined} draft None forgets it.
 */
export function keepDraft(name, draft) {
  try {
    if (draft) localStorage.setItem(PREFIX + name, JSON.stringify(draft));
    else localStorage.removeItem(PREFIX + name);
    return true;
  } catch {
    return false;
  }
}
