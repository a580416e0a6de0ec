/**
 * messages.js is the protocol between the page and its worker: two tagged unions and nothing else.
 * Every message of a run bears the run's number, so that those of an older run can be dropped.
 */

/** @typedef {"stdout" | "stderr"} Stream */

/**
 * TraceEvent, Trace: the schema of tracing/trace.py. Drawing: that of tracing/timeline.py.
 * @typedef {{ kind: string, lane: number, from: number, to: number, line: number, value?: string,
 *   locals?: Record<string, string>, output: [number, number] }} TraceEvent
 * @typedef {{ version: 1, lanes: { id: number, name: string, kind: string, within?: number }[],
 *   events: TraceEvent[], cut?: boolean }} Trace
 * @typedef {{ width: number, height: number, story: string[], says: string[],
 *   shapes: [string, Record<string, string | number>, string][] }} Drawing
 */

/**
 * Point is the result of one point of an exercise, see tab/program/exercise_checks.py.
 * @typedef {{ name: string, state: "passed" | "failed" | "untested", expected?: string,
 *   came?: string }} Point
 */

/**
 * Failure is what ended a program and where: lines and columns count from 1, 0 is unknown.
 * @typedef {{ line: number, column: number, endColumn: number, message: string }} Failure
 */

/**
 * ToWorker is what the page says, first of all what the interpreter boots from: its `code`, compiled,
 * and its standard library, the file `stdlib`, in any order. Other files are announced by `coming`;
 * one without content could not be fetched. `prepare` has the packages of a program loaded before it
 * runs, and what every run begins with done. `checks` are an exercise's. `typed` answers `input`; null
 * is the end of input.
 * @typedef {{ type: "code", code: WebAssembly.Module }
 *   | { type: "coming", names: string[] }
 *   | { type: "file", name: string, content: ArrayBuffer | null }
 *   | { type: "prepare", source: string }
 *   | { type: "run", run: number, file: string, source: string, language: "zh" | "en",
 *     checks?: string }
 *   | { type: "stop", run: number }
 *   | { type: "typed", run: number, text: string | null }} ToWorker
 */

/**
 * FromWorker is what the worker says. An invalid message ends the worker. `loading` means that packages of the program are being loaded,
 * `started` that the program runs now. `input` means that the program waits for a line,
 * `interrupted` that it takes notice of Stop, `cut` that the rest of its output is dropped.
 * `crashed` means that the interpreter has died, `unavailable` that this browser lacks something
 * (named). `fold` is the span of standard error that need not be seen at once.
 * @typedef {{ type: "ready" }
 *   | { type: "boot-failed", message: string }
 *   | { type: "output", run: number, stream: Stream, text: string }
 *   | { type: "loading" | "started" | "input" | "interrupted" | "cut", run: number }
 *   | { type: "done", run: number, exitCode: number, seconds: number, cut: boolean,
 *     trace: Trace, drawing: Drawing, points: Point[], failure?: Failure,
 *     fold?: [number, number] }
 *   | { type: "crashed" | "unavailable" | "load-failed", run: number, message: string }} FromWorker
 */

export {};
