/** stored-reading.js keeps which pages were read to their end, and which programs were run there. */

import { keep, READING, recall } from "../common/storage.js";

/**
 * What is known of a page: whether its end was reached, which programs were run, and how many the
 * page has that can be run.
 * @typedef {{ end: boolean, ran: string[], of: number }} PageRead
 * @typedef {Record<string, PageRead>} Reading By the page's address, see page-address.js.
 */

/** readReading returns what is stored, without what is not of this form. @returns {Reading} */
export function readReading() {
  /** @type {Reading} */
  const reading = {};
  try {
    for (const [page, { end, ran, of }] of Object.entries(JSON.parse(recall(READING) ?? "{}")))
      if (Array.isArray(ran)) reading[page] = { end: end === true, ran, of: Number(of) || 0 };
  } catch {
    // What is stored is not ours, or cut short: what could be read counts.
  }
  return reading;
}

/**
 * noteReading adds to what is known of a page. The front page, whose address is empty, shows what
 * was read and is itself no page to read.
 * @param {string} page
 * @param {{ end?: boolean, ran?: string, of: number }} found
 */
export function noteReading(page, { end, ran, of }) {
  if (!page) return;
  const reading = readReading();
  const before = reading[page] ?? { end: false, ran: [], of };
  const programs = new Set(before.ran);
  if (ran) programs.add(ran);
  reading[page] = { end: before.end || end === true, ran: [...programs], of };
  keep(READING, JSON.stringify(reading));
}

/** forgetReading deletes all that is stored. */
export function forgetReading() {
  keep(READING, undefined);
}
