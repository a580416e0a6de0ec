/**
 * runner.js runs the page's programs, one at a time, in order of asking. Every program has an
 * interpreter of its own; the next one boots when a run has printed something, has lasted a second or
 * is over, from the code and library that the page keeps. So there are at most two at any time.
 */

import { Interpreter } from "./interpreter.js";
import { abandon, fetched, filesFor, progress } from "./preload.js";
import { OUTPUT } from "./validate-message.js";

/** @typedef {import("./messages.js").FromWorker} FromWorker */
/** @typedef {import("./messages.js").Stream} Stream */

/**
 * Result is how a run ended. `bootSeconds` is there if it had to wait for the interpreter.
 * @typedef {{ kind: "ended", exitCode: number, seconds: number, cut: boolean,
 *     trace: import("./messages.js").Trace, drawing: import("./messages.js").Drawing,
 *     points: import("./messages.js").Point[], failure?: import("./messages.js").Failure,
 *     fold?: [number, number], bootSeconds?: number }
 *   | { kind: "stopped" }
 *   | { kind: "unavailable", message: string }
 *   | { kind: "boot-failed", message: string }
 *   | { kind: "crashed", message: string }} Result
 */

/**
 * Job is one request to run: the program and who wants to know what.
 * @typedef {{
 *   file: string,
 *   source: string,
 *   checks?: string,
 *   language: "zh" | "en",
 *   onWaiting(): void,
 *   onFetching(part: number, bytes: number): void,
 *   onStarting(): void,
 *   onLoading(): void,
 *   onStart(): void,
 *   onOutput(stream: Stream, text: string): void,
 *   onInput(answer: (line: string | null) => void): void,
 *   onCut?(): void,
 * }} Job
 * A job waits in the queue, then for its files (`part` of all `bytes` goes from 0 to 1), for the
 * interpreter and for the program's packages, as far as these are not there. `onInput` passes the
 * function that answers a program that waits for a line; null is the end of input.
 */

/** Milliseconds in which a program that waits takes notice of Stop; one that spins is ended then. */
const GRACE = 250;
/** Milliseconds in which a program that has taken notice can clean up, unless Stop is pressed again. */
const CLEANUP = 3000;
/** Milliseconds after which a second interpreter boots beside a program that prints nothing. */
const LONG = 1000;

const after = (/** @type {number} */ milliseconds) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** @type {Interpreter | undefined} The one that runs the next program. */
let next;
/** @type {Promise<unknown>} */
let last = Promise.resolve();
let runs = 0;
let pending = 0;

/**
 * warm boots an interpreter for the program that will probably run. While another program boots or
 * runs it does nothing: a second boot would delay the first, and that program's run boots the next.
 * @param {string} source
 * @param {AbortSignal} ending Aborted when the reader leaves the page, or presses Stop.
 */
export function warm(source, ending) {
  if (pending || ending.aborted) return;
  ending.addEventListener("abort", endDownloads);
  bootNext(source);
}

/** endDownloads ends what is being fetched, and the interpreter that it is for, if no program waits. */
function endDownloads() {
  if (pending || !abandon()) return;
  next?.end();
  next = undefined;
}

/**
 * bootNext boots the next program's interpreter, unless one boots or waits already, and prepares it
 * for the program that will probably run.
 * @param {string} source
 */
function bootNext(source) {
  nextFor(source).prepare(source);
}

/**
 * nextFor returns the next interpreter if the program may run on it, or a new one.
 * @param {string} source
 */
function nextFor(source) {
  if (next && !next.fits(source)) next.end();
  if (!next || next.isDead) next = new Interpreter(); // dead if the network was away, for example
  return next;
}

/** takeNext returns the interpreter that a program runs on. @param {string} source */
function takeNext(source) {
  const taken = nextFor(source);
  next = undefined;
  taken.supply(source);
  return taken;
}

/**
 * StopRequest resolves when the reader presses Stop: `asked` the first time, `insisted` the second.
 * @typedef {{ asked: Promise<void>, insisted: Promise<void> }} StopRequest
 */

/**
 * submit queues a job. `stop` works at any time: queued, booting, waiting or spinning. Called a
 * second time it does not wait for the program to clean up.
 * @param {Job} job
 * @returns {{ result: Promise<Result>, stop: () => void }}
 */
export function submit(job) {
  /** @type {(() => void)[]} */
  const resolvers = [];
  const asked = /** @type {Promise<void>} */ (new Promise((resolve) => resolvers.push(resolve)));
  const insisted = /** @type {Promise<void>} */ (new Promise((resolve) => resolvers.push(resolve)));
  if (pending++ > 0) job.onWaiting();
  let isQueued = true;
  const result = last
    .then(() => {
      isQueued = false;
      return perform(job, { asked, insisted });
    })
    .finally(() => pending--);
  last = result.then(
    ({ kind }) => kind === "stopped" && endDownloads(),
    () => {},
  );
  // A queued job that is stopped leaves the queue at once, for its block at least.
  /** @type {Promise<Result>} */
  const early = new Promise((resolve) => {
    void asked.then(() => isQueued && resolve({ kind: "stopped" }));
  });
  return { result: Promise.race([result, early]), stop: () => resolvers.shift()?.() };
}

/**
 * perform boots if need be, runs the job and tells how it ended.
 * @param {Job} job
 * @param {StopRequest} stop
 * @returns {Promise<Result>}
 */
async function perform(job, stop) {
  let isStopped = false;
  void stop.asked.then(() => {
    isStopped = true;
  });
  await Promise.resolve();
  if (isStopped) return { kind: "stopped" };
  const began = performance.now();
  const wasWarmed = next !== undefined;
  let mine = takeNext(job.source);
  const wasReady = mine.isReady;
  let problem = await boot(mine, job, stop);
  if (problem && wasWarmed) {
    // It was started before the click, and what it lacked then may be there now.
    mine = takeNext(job.source);
    problem = await boot(mine, job, stop);
  }
  if (problem === undefined) {
    next = mine; // the reader may try again
    return { kind: "stopped" };
  }
  if (problem) return { kind: "boot-failed", message: problem };
  const bootSeconds = (performance.now() - began) / 1000;
  const successor = setTimeout(() => bootNext(job.source), LONG);
  const onFirstOutput = () => bootNext(job.source);
  const result = await new Run(mine, job, stop, onFirstOutput).result;
  clearTimeout(successor);
  mine.end();
  bootNext(job.source);
  return result.kind === "ended" && !wasReady ? { ...result, bootSeconds } : result;
}

/**
 * boot waits for an interpreter and tells the job what it is waiting for.
 * @param {Interpreter} mine
 * @param {Job} job
 * @param {StopRequest} stop
 * @returns {Promise<string | undefined>} What went wrong, "" for nothing; none if it was stopped.
 */
async function boot(mine, job, stop) {
  const files = filesFor(job.source);
  progress.onChange = () => {
    const { part, bytes } = fetched(files);
    if (part < 1) job.onFetching(part, bytes);
    else job.onStarting();
  };
  if (!mine.isReady) progress.onChange();
  const problem = await Promise.race([mine.booted, stop.asked.then(() => undefined)]);
  progress.onChange = () => {}; // a stopped job wants to hear no more of the boot
  return problem;
}

/** Run is one job on an interpreter that has booted. */
class Run {
  /** @type {Interpreter} */
  #interpreter;
  /** @type {Job} */
  #job;
  #number = ++runs;
  /** Characters of output that may still come. */
  #room = OUTPUT;
  #isStopped = false;
  #hasPrinted = false;
  #onFirstOutput;
  /** @type {(result: Result) => void} */
  #end = () => {};
  /** @type {Promise<Result>} */
  result = new Promise((resolve) => {
    this.#end = resolve;
  });
  #onInterrupted = () => {};

  /**
   * @param {Interpreter} interpreter
   * @param {Job} job
   * @param {StopRequest} stop
   * @param {() => void} onFirstOutput
   */
  constructor(interpreter, job, stop, onFirstOutput) {
    this.#interpreter = interpreter;
    this.#job = job;
    this.#onFirstOutput = onFirstOutput;
    interpreter.listener = (message) => this.#hear(message);
    void this.#stopWhenAsked(stop);
    const { file, source, language, checks } = job;
    interpreter.say({ type: "run", run: this.#number, file, source, language, checks });
  }

  /** hear acts on a message of the interpreter's. @param {FromWorker} message */
  #hear(message) {
    const job = this.#job;
    if (message.type === "crashed") return this.#end({ kind: "crashed", message: message.message });
    if (!("run" in message) || message.run !== this.#number) return;
    switch (message.type) {
      case "loading":
        return job.onLoading();
      case "started":
        return job.onStart();
      case "output": {
        const text = message.text.slice(0, this.#room);
        this.#room -= text.length;
        if (text) job.onOutput(message.stream, text);
        if (!this.#hasPrinted) this.#onFirstOutput();
        this.#hasPrinted = true;
        return;
      }
      case "input":
        if (!this.#isStopped) job.onInput((text) => this.#answer(text));
        return;
      case "interrupted":
        return this.#onInterrupted();
      case "cut":
        return job.onCut?.();
      case "unavailable":
        return this.#end({ kind: "unavailable", message: message.message });
      case "load-failed":
        return this.#end({ kind: "boot-failed", message: message.message });
      case "done": {
        const { type, run: _, ...how } = message;
        return this.#end(this.#isStopped ? { kind: "stopped" } : { kind: "ended", ...how });
      }
    }
  }

  /** answer sends what the reader has typed. @param {string | null} text */
  #answer(text) {
    this.#interpreter.say({ type: "typed", run: this.#number, text });
  }

  /**
   * stopWhenAsked interrupts the program, and gives it time to clean up if it takes notice.
   * @param {StopRequest} stop
   */
  async #stopWhenAsked({ asked, insisted }) {
    const interrupted = new Promise((resolve) => {
      this.#onInterrupted = () => resolve(true);
    });
    await asked;
    this.#isStopped = true;
    this.#interpreter.say({ type: "stop", run: this.#number });
    const isCleaning = await Promise.race([interrupted, after(GRACE), insisted]);
    if (isCleaning) await Promise.race([after(CLEANUP), insisted]);
    this.#end({ kind: "stopped" });
  }
}
