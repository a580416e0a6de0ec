import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checked,
  OUTPUT,
} from "../../../../src/switchpoint/browser/interpreter/validate-message.js";

const trace = {
  version: 1,
  lanes: [
    { id: 0, name: "main", kind: "main" },
    { id: 1, name: "g", kind: "generator", within: 0 },
  ],
  events: [
    { kind: "start", lane: 1, from: 0, to: 1, line: 3, output: [0, 0] },
    {
      kind: "yield",
      lane: 1,
      from: 1,
      to: 0,
      line: 2,
      output: [0, 2],
      value: "1",
      locals: { i: "1" },
    },
  ],
};
const drawing = {
  width: 100,
  height: 50.5,
  story: ["main starts g."],
  says: ["main starts g."],
  shapes: [["rect", { class: "tl-bar tl-first", x: 1, "data-step": 0, points: "1,2 3,4" }, ""]],
};
const done = {
  type: "done",
  run: 1,
  exitCode: 0,
  seconds: 0.25,
  cut: false,
  trace,
  drawing,
  points: [{ name: "check_x", state: "failed", expected: "1", came: "2" }],
  failure: { line: 1, column: 0, endColumn: 4, message: "SyntaxError" },
  fold: [3, 9],
};

for (const message of [
  { type: "ready" },
  { type: "boot-failed", message: "no network" },
  { type: "loading", run: 1 },
  { type: "started", run: 1 },
  { type: "output", run: 1, stream: "stderr", text: "x" },
  { type: "input", run: 1 },
  { type: "interrupted", run: 1 },
  { type: "cut", run: 1 },
  { type: "crashed", run: 1, message: "x" },
  { type: "unavailable", run: 1, message: "JSPI" },
  { type: "load-failed", run: 1, message: "404" },
  done,
]) {
  test(`${message.type} passes`, () => {
    assert.deepEqual(checked(message), message);
  });
}

for (const kind of [
  ...["main", "function", "generator", "coroutine", "async_generator", "greenlet", "hub"],
  ...["loop", "thread"],
]) {
  test(`a lane may be a ${kind}`, () => {
    const lanes = [{ id: 0, name: "x", kind }];
    assert.ok(checked({ ...done, trace: { version: 1, lanes, events: [] } }));
  });
}

test("fields that a message does not have are dropped", () => {
  assert.deepEqual(checked({ type: "ready", html: "<b>" }), { type: "ready" });
  const { points } = checked({ ...done, points: [{ ...done.points[0], html: "<b>" }] });
  assert.deepEqual(points, done.points);
});

test("long texts are cut", () => {
  const long = "x".repeat(2 * OUTPUT);
  assert.equal(checked({ type: "boot-failed", message: long }).message.length, 2_000);
  assert.equal(
    checked({ type: "output", run: 1, stream: "stdout", text: long }).text.length,
    OUTPUT,
  );
});

/** Return the message `done` with changes in its trace. */
const traced = (changes) => ({ ...done, trace: { ...trace, ...changes } });
/** Return the message `done` with one shape. */
const drawn = (...shape) => ({ ...done, drawing: { ...drawing, shapes: [shape] } });

for (const [what, message] of [
  ["nothing", undefined],
  ["a text", "ready"],
  ["an unknown type", { type: "eval", run: 1 }],
  ["a run that is no number", { type: "cut", run: "1" }],
  ["a negative run", { type: "cut", run: -1 }],
  ["another stream", { type: "output", run: 1, stream: "stdin", text: "x" }],
  ["output that is no text", { type: "output", run: 1, stream: "stdout", text: { length: 1 } }],
  ["an exit code that no program has", { ...done, exitCode: 256 }],
  ["seconds that are no number", { ...done, seconds: Number.NaN }],
  ["another version of the trace", traced({ version: 2 })],
  ["an unknown kind of lane", traced({ lanes: [{ id: 0, name: "x", kind: "main<b>" }] })],
  ["a lane within one that is not there", traced({ lanes: [{ ...trace.lanes[0], within: 7 }] })],
  ["an event on a lane that is not there", traced({ events: [{ ...trace.events[0], lane: 7 }] })],
  ["an unknown kind of event", traced({ events: [{ ...trace.events[0], kind: "jump" }] })],
  [
    "output that ends before it begins",
    traced({ events: [{ ...trace.events[0], output: [2, 1] }] }),
  ],
  ["too many lanes", traced({ lanes: Array(100_001).fill(trace.lanes[0]) })],
  ["lanes that are no list", traced({ lanes: { length: 1, 0: trace.lanes[0] } })],
  ["a class of the page's", drawn("rect", { class: "md-header" }, "")],
  ["an attribute that is no text", drawn("rect", { x: {} }, "")],
  ["an endless coordinate", drawn("rect", { x: Number.POSITIVE_INFINITY }, "")],
  ["a point in no known state", { ...done, points: [{ name: "x", state: "won" }] }],
  ["a failure at a line that is no number", { ...done, failure: { ...done.failure, line: "x" } }],
  ["a failure at a negative line", { ...done, failure: { ...done.failure, line: -1 } }],
]) {
  test(`${what} is refused`, () => {
    assert.equal(checked(message), undefined);
  });
}
