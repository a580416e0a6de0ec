/** stored-progress.js keeps how far a reader got with each exercise. */

import { keep, PROGRESS, recall } from "../common/storage.js";

/**
 * Progress is, by page and there by exercise, the most points that a run has passed, and how many
 * points there are. A page has an entry for each of its exercises as soon as it has one.
 * @typedef {Record<string, Record<string, [number, number]>>} Progress
 */

/** readProgress returns what is stored, without what is not of this form. @returns {Progress} */
export function readProgress() {
  /** @type {Progress} */
  const progress = {};
  try {
    for (const [page, exercises] of Object.entries(JSON.parse(recall(PROGRESS) ?? "{}")))
      for (const [name, [passed, all]] of Object.entries(exercises)) {
        if (!(passed >= 0 && passed <= all)) continue;
        progress[page] ??= {};
        progress[page][name] = [Number(passed), Number(all)];
      }
  } catch {
    // What is stored is not ours, or cut short: what could be read counts.
  }
  return progress;
}

/** writeProgress stores the pages on which a point was passed. @param {Progress} progress */
export function writeProgress(progress) {
  const kept = Object.entries(progress).filter(([, exercises]) =>
    Object.values(exercises).some(([passed]) => passed > 0),
  );
  keep(PROGRESS, kept.length ? JSON.stringify(Object.fromEntries(kept)) : undefined);
}
