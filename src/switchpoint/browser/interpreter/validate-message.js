/**
 * validate-message.js checks every message of a worker. The worker runs a program that may be a
 * stranger's, and may have found a way to post messages itself. A valid message is copied: the copy
 * has exactly the fields of messages.js, each of its type and of limited size.
 */

/** @typedef {import("./messages.js").FromWorker} FromWorker */
/** @typedef {import("./messages.js").Trace} Trace */
/** @typedef {import("./messages.js").Drawing} Drawing */

/** The largest number of characters of a text, of characters of a run's output, of items in a list. */
const TEXT = 2_000;
export const OUTPUT = 1_000_000;
const ITEMS = 100_000;

const KINDS = /^(start|resume|yield|send|throw|return|raise|switch|block|wake|kill)$/;
const LANES = /^(main|function|generator|coroutine|async_generator|greenlet|hub|loop|thread)$/;
const CLASSES = /^(tl-[\w-]+ ?)+$/;

class InvalidMessage extends Error {}

/** @returns {never} */
function refuse() {
  throw new InvalidMessage("not a message");
}

/**
 * checked returns a copy of a message, or undefined if it is not valid.
 * @param {any} message
 * @returns {FromWorker | undefined}
 */
export function checked(message) {
  try {
    return copy(message);
  } catch {
    return undefined;
  }
}

/**
 * @param {any} it
 * @returns {FromWorker}
 */
function copy(it) {
  switch (it.type) {
    case "ready":
      return { type: "ready" };
    case "boot-failed":
      return { type: "boot-failed", message: text(it.message) };
    case "output":
      if (it.stream !== "stdout" && it.stream !== "stderr") refuse();
      return { type: "output", run: whole(it.run), stream: it.stream, text: text(it.text, OUTPUT) };
    case "loading":
    case "started":
    case "input":
    case "interrupted":
    case "cut":
      return { type: it.type, run: whole(it.run) };
    case "crashed":
    case "unavailable":
    case "load-failed":
      return { type: it.type, run: whole(it.run), message: text(it.message) };
    case "done":
      return {
        type: "done",
        run: whole(it.run),
        exitCode: whole(it.exitCode, 255),
        seconds: number(it.seconds, 0, 1e9),
        cut: it.cut === true,
        trace: trace(it.trace),
        drawing: drawing(it.drawing),
        points: list(it.points, point),
        ...(it.failure ? { failure: failure(it.failure) } : {}),
        ...(it.fold ? { fold: span(it.fold) } : {}),
      };
    default:
      return refuse();
  }
}

/**
 * @param {any} it
 * @returns {import("./messages.js").Point}
 */
function point(it) {
  if (!["passed", "failed", "untested"].includes(it.state)) refuse();
  return {
    name: text(it.name),
    state: it.state,
    ...(it.expected === undefined ? {} : { expected: text(it.expected) }),
    ...(it.came === undefined ? {} : { came: text(it.came) }),
  };
}

/**
 * @param {any} it
 * @returns {import("./messages.js").Failure}
 */
function failure(it) {
  return {
    line: whole(it.line),
    column: whole(it.column),
    endColumn: whole(it.endColumn),
    message: text(it.message),
  };
}

/**
 * @param {any} it
 * @returns {Trace}
 */
function trace(it) {
  if (it.version !== 1) refuse();
  const lanes = list(it.lanes, (lane) => ({
    id: whole(lane.id),
    name: text(lane.name),
    kind: matching(lane.kind, LANES),
    ...(lane.within === undefined ? {} : { within: whole(lane.within) }),
  }));
  const known = new Set(lanes.map(({ id }) => id));
  const within = (/** @type {any} */ id) => (known.has(id) ? id : refuse());
  for (const lane of lanes) if (lane.within !== undefined) within(lane.within);
  const events = list(it.events, (event) => ({
    kind: matching(event.kind, KINDS),
    lane: within(event.lane),
    from: within(event.from),
    to: within(event.to),
    line: whole(event.line),
    output: span(event.output),
    ...(event.value === undefined ? {} : { value: text(event.value) }),
    ...(event.locals === undefined ? {} : { locals: names(event.locals) }),
  }));
  return { version: 1, lanes, events, ...(it.cut === true ? { cut: true } : {}) };
}

/**
 * @param {any} it
 * @returns {Drawing}
 */
function drawing(it) {
  return {
    width: number(it.width, 0, 1e6),
    height: number(it.height, 0, 1e6),
    story: list(it.story, (line) => text(line)),
    says: list(it.says, (line) => text(line)),
    shapes: list(it.shapes, ([tag, attributes, words]) => {
      const known = Object.entries(attributes).map(([name, value]) => [
        text(name),
        typeof value === "number" ? number(value, -1e6, 1e6) : attribute(name, value),
      ]);
      return [text(tag), Object.fromEntries(known), text(words)];
    }),
  };
}

/**
 * attribute accepts only the drawing's own classes: others would apply the page's styles.
 * @param {string} name
 * @param {unknown} value
 */
function attribute(name, value) {
  return name === "class" ? matching(value, CLASSES) : text(value, ITEMS);
}

/**
 * @param {any} it
 * @returns {Record<string, string>}
 */
function names(it) {
  const pairs = Object.entries(it);
  if (pairs.length > 1_000) refuse();
  return Object.fromEntries(pairs.map(([name, value]) => [text(name), text(value)]));
}

/**
 * @template T
 * @param {any} it
 * @param {(item: any) => T} item
 * @returns {T[]}
 */
function list(it, item) {
  return Array.isArray(it) && it.length <= ITEMS ? it.map(item) : refuse();
}

/**
 * @param {any} it
 * @returns {[number, number]}
 */
function span(it) {
  const from = whole(it[0]);
  const to = whole(it[1]);
  return from <= to ? [from, to] : refuse();
}

/**
 * @param {unknown} it
 * @param {number} [longest]
 */
function text(it, longest = TEXT) {
  return typeof it === "string" ? it.slice(0, longest) : refuse();
}

/**
 * @param {unknown} it
 * @param {RegExp} pattern
 */
function matching(it, pattern) {
  return typeof it === "string" && it.length < 200 && pattern.test(it) ? it : refuse();
}

/**
 * @param {unknown} it
 * @param {number} least
 * @param {number} most
 */
function number(it, least, most) {
  return typeof it === "number" && it >= least && it <= most ? it : refuse();
}

/**
 * @param {unknown} it
 * @param {number} [most]
 */
function whole(it, most = Number.MAX_SAFE_INTEGER) {
  return Number.isInteger(it) ? number(it, 0, most) : refuse();
}
