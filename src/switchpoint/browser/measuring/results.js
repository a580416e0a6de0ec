/**
 * results.js reads what the command `measure` writes: the format is that of measuring/results.py.
 * It is pure, so that it is tested without a page.
 */

/**
 * @typedef {Record<string, Record<string, number[]>>} Kinds The samples by kind and point.
 * @typedef {{ experiment: string, date: string, machine: string, python: string,
 *   measures: Record<string, { unit: string, kinds: Kinds }> }} Results
 */

const FORMAT = 1;
const TEXTS = ["experiment", "date", "machine", "python"];
const UNITS = ["s", "bytes", "count", "share"];

/** ResultsError says why a text is no measurement: the name of a word of the interface. */
export class ResultsError extends Error {
  /**
   * @param {"not_json" | "not_measured" | "other_format" | "half_file"} reason
   * @param {string} [found] What stands in the place of the format.
   */
  constructor(reason, found = "") {
    super(reason);
    this.reason = reason;
    this.found = found;
  }
}

/**
 * parse reads one file.
 * @param {string} text
 * @returns {Results}
 */
export function parse(text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    throw new ResultsError(text.trimStart().startsWith("{") ? "half_file" : "not_json");
  }
  if (!isObject(data) || !("format" in data)) throw new ResultsError("not_measured");
  if (data.format !== FORMAT)
    throw new ResultsError("other_format", JSON.stringify(data.format).slice(0, 40));
  if (!TEXTS.every((name) => typeof data[name] === "string") || !isObject(data.measures))
    throw new ResultsError("half_file");
  for (const measure of Object.values(data.measures))
    if (!isMeasure(measure)) throw new ResultsError("half_file");
  return /** @type {Results} */ (/** @type {unknown} */ (data));
}

/**
 * isObject tells whether it is what JSON calls an object.
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** isMeasure tells whether it has a unit, and numbers by kind and point. @param {unknown} value */
function isMeasure(value) {
  if (!isObject(value) || !isObject(value.kinds)) return false;
  const kinds = Object.values(value.kinds);
  const points = kinds.flatMap((kind) => (isObject(kind) ? Object.values(kind) : [undefined]));
  return UNITS.includes(String(value.unit)) && points.every(isSamples);
}

/** isSamples tells whether it is a list of numbers that is not empty. @param {unknown} value */
function isSamples(value) {
  return Array.isArray(value) && value.length > 0 && value.every(Number.isFinite);
}

/** median returns the middle of the samples. @param {number[]} samples */
export function median(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/**
 * ratios returns the ratio within each round.
 * @param {number[]} above
 * @param {number[]} below
 */
export function ratios(above, below) {
  return above.slice(0, below.length).map((sample, round) => sample / below[round]);
}

/** @type {Record<string, [number, string][]>} */
const STEPS = {
  s: [
    [1, "s"],
    [1e-3, "ms"],
    [1e-6, "µs"],
    [1e-9, "ns"],
  ],
  bytes: [
    [2 ** 30, "GiB"],
    [2 ** 20, "MiB"],
    [2 ** 10, "KiB"],
    [1, "B"],
  ],
};

/**
 * show returns a number with its unit, as pages/measured/show.py does; a ratio has none.
 * @param {number} x
 * @param {string} unit
 */
export function show(x, unit) {
  if (unit === "ratio") return digits(x, x > 0.9 && x < 1.1 ? 3 : 2);
  if (unit === "share") return `${digits(x * 100)}%`;
  const steps = STEPS[unit];
  if (!steps) return Number.isInteger(x) ? x.toLocaleString("en") : digits(x);
  const nearly = unit === "bytes" ? 0.9995 : 0.995;
  const [size, name] = steps.find(([least]) => Math.abs(x) >= least * nearly) ?? steps[3];
  return `${digits(x / size, unit === "bytes" ? 3 : 2)} ${name}`;
}

/**
 * digits returns a number with so many digits that count.
 * @param {number} x
 * @param {number} [count]
 */
export function digits(x, count = 2) {
  const rounded = Number(x.toPrecision(count));
  if (!rounded) return "0";
  const size = Math.abs(rounded);
  const before = size >= 1 ? Math.floor(Math.log10(size)) + 1 : 0;
  const after = Math.max(count - before, 0);
  return rounded.toLocaleString("en", {
    minimumFractionDigits: after,
    maximumFractionDigits: after,
  });
}
