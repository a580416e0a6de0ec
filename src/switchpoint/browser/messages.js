/**
 * messages.js is the protocol between the page and its worker: two tagged unions and nothing else.
 * Every message of a run bears the run's number, so that those of an older run can be dropped.
 */

/** @typedef {"stdout" | "stderr"} Stream */

/**
 * ToWorker is what the page says.
 * @typedef {{ type: "boot", pyodide: string, lock: string, bytes: number }
 *   | { type: "run", run: number, file: string, source: string }
 *   | { type: "stop", run: number }} ToWorker
 */

/**
 * FromWorker is what the worker says. `progress` is the part of the download done, from 0 to 1.
 * `crashed` means that the interpreter cannot be used again.
 * @typedef {{ type: "progress", part: number }
 *   | { type: "ready" }
 *   | { type: "boot-failed", message: string }
 *   | { type: "output", run: number, stream: Stream, text: string }
 *   | { type: "done", run: number, exitCode: number, seconds: number, cut: boolean }
 *   | { type: "crashed", run: number, message: string }} FromWorker
 */

export {};
