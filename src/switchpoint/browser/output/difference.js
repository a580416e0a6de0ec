/** difference.js compares two texts: line by line, and word by word where lines changed. */

/**
 * Part is a stretch of lines that both texts have, or lines of the first that the second has not
 * ("gone") and lines that it has in their place ("new"). Word is a piece of a line, and whether the
 * other line lacks it.
 * @typedef {{ same: string[] } | { gone: string[], new: string[] }} Part
 * @typedef {[text: string, changed: boolean]} Word
 */

/** Lines gone or new, beyond which two texts are not aligned: all lines of one count as gone. */
const EDITS = 400;
/** Comparisons after which the search for an alignment is given up. */
const STEPS = 4_000_000;
/** Words of a line, beyond which it is not compared word by word. */
const WORDS = 400;

/**
 * align returns the parts that two lists of lines have in common and those that they do not.
 * @param {string[]} a
 * @param {string[]} b
 * @returns {Part[]}
 */
export function align(a, b) {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  /** @type {Part[]} */
  const parts = [];
  if (start) parts.push({ same: a.slice(0, start) });
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  parts.push(...(edits(left, right) ?? [{ gone: left, new: right }]));
  if (end) parts.push({ same: a.slice(a.length - end) });
  return parts;
}

/**
 * edits finds the fewest items to delete from `a` and to add from `b` that make `b` of it, by the
 * algorithm of Myers ("An O(ND) Difference Algorithm and Its Variations", 1986). It returns
 * undefined where that takes too many edits or too long.
 * @template T
 * @param {T[]} a
 * @param {T[]} b
 * @param {number} [longest] The most edits.
 * @returns {({ same: T[] } | { gone: T[], new: T[] })[] | undefined}
 */
function edits(a, b, longest = EDITS) {
  if (!a.length && !b.length) return [];
  /** @type {Map<number, number>[]} For each number of edits: diagonal -> how far in `a` it came. */
  const history = [];
  const far = new Map([[1, 0]]);
  let steps = 0;
  for (let count = 0; count <= Math.min(longest, a.length + b.length); count++) {
    history.push(new Map(far));
    for (let k = -count; k <= count; k += 2) {
      let x = isDown(far, k, count) ? (far.get(k + 1) ?? 0) : (far.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) {
        x++;
        steps++;
      }
      far.set(k, x);
      if (x >= a.length && x - k >= b.length) return back(history, a, b, count);
      if (++steps > STEPS) return undefined;
    }
  }
  return undefined;
}

/**
 * isDown tells whether the best path to a diagonal adds an item of `b`, or else deletes one of `a`.
 * @param {Map<number, number>} far How far in `a` each diagonal came with one edit less.
 * @param {number} k The diagonal.
 * @param {number} count The number of edits.
 */
function isDown(far, k, count) {
  return k === -count || (k !== count && (far.get(k - 1) ?? 0) < (far.get(k + 1) ?? 0));
}

/**
 * back walks the path that was found from its end to its beginning and gathers it into parts.
 * @template T
 * @param {Map<number, number>[]} history
 * @param {T[]} a
 * @param {T[]} b
 * @param {number} count
 */
function back(history, a, b, count) {
  /** @type {["same" | "gone" | "new", T][]} */
  const steps = [];
  let x = a.length;
  let y = b.length;
  for (let edit = count; edit >= 0; edit--) {
    const far = history[edit];
    const k = x - y;
    const down = isDown(far, k, edit);
    const before = down ? k + 1 : k - 1;
    const fromX = edit ? (far.get(before) ?? 0) : 0;
    const fromY = edit ? fromX - before : 0;
    while (x > fromX && y > fromY) {
      steps.push(["same", a[--x]]);
      y--;
    }
    if (edit) steps.push(down ? ["new", b[--y]] : ["gone", a[--x]]);
  }
  return gather(steps.reverse());
}

/**
 * gather joins steps of one kind into parts.
 * @template T
 * @param {["same" | "gone" | "new", T][]} steps
 */
function gather(steps) {
  /** @type {({ same: T[] } | { gone: T[], new: T[] })[]} */
  const parts = [];
  for (const [what, item] of steps) {
    const last = parts.at(-1);
    if (what === "same") {
      if (last && "same" in last) last.same.push(item);
      else parts.push({ same: [item] });
    } else {
      const part = last && "gone" in last ? last : { gone: [], new: [] };
      part[what].push(item);
      if (part !== last) parts.push(part);
    }
  }
  return parts;
}

/**
 * compareWords compares two lines and marks the words of each that the other has not. Nothing is
 * marked in lines that have little in common, or too many words.
 * @param {string} before
 * @param {string} after
 * @returns {[Word[], Word[]]}
 */
export function compareWords(before, after) {
  const plain = /** @type {[Word[], Word[]]} */ ([[[before, false]], [[after, false]]]);
  if (before.length + after.length > 20 * WORDS) return plain;
  const [a, b] = [before, after].map(
    (line) => line.match(/\p{Script=Han}|[\p{L}\p{N}_]+|\s+|./gsu) ?? [],
  );
  if (a.length > WORDS || b.length > WORDS) return plain;
  const parts = edits(a, b, 2 * WORDS);
  /** @type {[Word[], Word[]]} */
  const found = [[], []];
  let alike = 0;
  for (const part of parts ?? []) {
    if ("same" in part) {
      const text = part.same.join("");
      alike += text.trim().length;
      for (const side of found) side.push([text, false]);
    } else {
      if (part.gone.length) found[0].push([part.gone.join(""), true]);
      if (part.new.length) found[1].push([part.new.join(""), true]);
    }
  }
  return 3 * alike < Math.min(before.length, after.length) ? plain : found;
}
