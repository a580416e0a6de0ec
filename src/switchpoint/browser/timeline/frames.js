/** frames.js shows what the frames of generators and coroutines hold at a step, on a card for each. */

import { fill } from "../common/fill.js";

/** @typedef {import("../interpreter/messages.js").Trace} Trace */
/** @typedef {import("../interpreter/messages.js").TraceEvent} TraceEvent */
/** @typedef {import("../common/strings.js").Strings} Strings */

/** The kinds of lanes that have a frame of their own between two steps. */
const KINDS = new Set(["generator", "coroutine", "async_generator"]);

/** The most cards that are shown. */
const MOST = 8;

/**
 * frameCards returns a card for each frame.
 * @param {Trace} trace
 * @param {number} position The number of events that have happened.
 * @param {Strings} words
 */
export function frameCards({ lanes, events }, position, words) {
  const frames = lanes.filter((lane) => KINDS.has(lane.kind)).slice(0, MOST);
  return frames.map((lane) => {
    const past = events.slice(0, Math.max(0, position)).filter((event) => event.lane === lane.id);
    const locals = past.findLast((event) => event.locals)?.locals ?? {};
    const isRunning = events[position - 1]?.to === lane.id;
    return card(lane.name, stateOf(past.at(-1), isRunning, words), locals);
  });
}

/**
 * stateOf returns the state of a frame, as a class and in words.
 * @param {TraceEvent | undefined} last What happened to it last.
 * @param {boolean} isRunning
 * @param {Strings} words
 * @returns {[string, string]}
 */
function stateOf(last, isRunning, words) {
  if (!last) return ["new", words.frame_new];
  if (["return", "raise", "kill"].includes(last.kind)) return ["done", words.frame_done];
  if (isRunning) return ["running", words.frame_running];
  if (last.kind !== "yield") return ["waits", words.frame_busy];
  return ["waits", fill(words.frame_waits, { line: last.line })];
}

/**
 * card draws one frame: its name, its state, its locals.
 * @param {string} name
 * @param {[string, string]} state
 * @param {Record<string, string>} locals
 */
function card(name, [kind, state], locals) {
  const drawn = document.createElement("dl");
  drawn.className = `frame-card frame-${kind}`;
  const add = (/** @type {string} */ tag, /** @type {string} */ text) => {
    drawn.appendChild(document.createElement(tag)).textContent = text;
  };
  add("dt", name);
  add("dd", state);
  if (kind !== "done")
    for (const [key, value] of Object.entries(locals)) add("dd", `${key} = ${value}`);
  return drawn;
}
