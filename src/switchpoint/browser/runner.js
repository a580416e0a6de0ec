/**
 * runner.js is the page's side of the worker: one warm interpreter a page, one program at a time,
 * in order of asking. A program that spins is ended with its worker; a spare one is booting then.
 */

/** @typedef {import("./messages.js").ToWorker} ToWorker */
/** @typedef {import("./messages.js").FromWorker} FromWorker */
/** @typedef {import("./messages.js").Parts} Parts */
/** @typedef {import("./messages.js").Stream} Stream */

/**
 * @typedef {{ kind: "ended", exitCode: number, seconds: number, cut: boolean,
 *     trace: import("./messages.js").Trace, drawing: import("./messages.js").Drawing,
 *     points: import("./messages.js").Point[] }
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
 *   onBoot(part: number): void,
 *   onStart(): void,
 *   onOutput(stream: Stream, text: string): void,
 * }} Job
 */

/** Milliseconds in which a program that waits can end by itself after Stop. */
const GRACE = 150;
/** Milliseconds after which a running program makes a spare interpreter worth its memory. */
const LONG = 1000;

/** @type {Parts | undefined} What the first interpreter fetched; the next ones start with it. */
let parts;

/** Engine is a worker with its interpreter, and whether that is ready. */
class Engine {
  /** @type {(message: FromWorker) => void} */
  listener = () => {};
  part = 0;

  constructor() {
    this.worker = new Worker(new URL(__WORKER__, import.meta.url), { type: "module" });
    /** @type {Promise<string>} Resolves with what went wrong, "" for nothing. */
    this.booted = new Promise((resolve) => {
      this.worker.onmessage = ({ data }) => {
        const message = /** @type {FromWorker} */ (data);
        if (message.type === "ready") {
          parts ??= message.parts;
          resolve("");
        } else if (message.type === "boot-failed") resolve(message.message);
        else if (message.type === "progress") this.part = message.part;
        this.listener(message);
      };
      this.worker.onerror = (event) => {
        event.preventDefault();
        const message = event.message || "the worker could not be loaded";
        resolve(message);
        this.listener({ type: "crashed", run: -1, message });
      };
    });
    this.say({ type: "boot", parts });
  }

  /** say posts a message. @param {ToWorker} message */
  say(message) {
    this.worker.postMessage(message);
  }
}

/** @type {Engine | undefined} */
let engine;
/** @type {Engine | undefined} */
let spare;
/** @type {Promise<unknown>} */
let last = Promise.resolve();
let runs = 0;
let pending = 0;

/** warm starts an interpreter, if none has been started. */
export function warm() {
  engine ??= new Engine();
}

/** replace ends the interpreter and takes the spare one, or a new one, in its place. */
function replace() {
  engine?.worker.terminate();
  engine = spare ?? new Engine();
  spare = undefined;
}

/**
 * submit queues a job. `stop` works at any time: queued, booting, waiting or spinning.
 * @param {Job} job
 * @returns {{ result: Promise<Result>, stop: () => void }}
 */
export function submit(job) {
  /** @type {() => void} */
  let stop = () => {};
  /** @type {Promise<void>} */
  const stopped = new Promise((resolve) => {
    stop = resolve;
  });
  if (pending++ > 0) job.onWaiting();
  const result = last.then(() => perform(job, stopped)).finally(() => pending--);
  last = result.catch(() => {});
  // A queued job that is stopped leaves the queue at once, for its block at least.
  /** @type {Promise<Result>} */
  const early = stopped.then(async () => {
    await new Promise((resolve) => setTimeout(resolve, 2 * GRACE));
    return { kind: "stopped" };
  });
  return { result: Promise.race([result, early]), stop };
}

/**
 * perform boots if need be, runs the job and tells how it ended.
 * @param {Job} job
 * @param {Promise<void>} stopped
 * @returns {Promise<Result>}
 */
async function perform(job, stopped) {
  let isStopped = false;
  void stopped.then(() => {
    isStopped = true;
  });
  await Promise.resolve();
  if (isStopped) return { kind: "stopped" };
  warm();
  const mine = /** @type {Engine} */ (engine);
  mine.listener = (message) => {
    if (message.type === "progress") job.onBoot(message.part);
  };
  job.onBoot(mine.part);
  const problem = await Promise.race([mine.booted, stopped.then(() => undefined)]);
  mine.listener = () => {}; // a stopped job wants to hear no more of the boot
  if (problem === undefined) return { kind: "stopped" };
  if (problem) {
    mine.worker.terminate();
    engine = undefined;
    return { kind: "boot-failed", message: problem };
  }
  return execute(mine, job, stopped);
}

/**
 * execute runs the job on a booted interpreter.
 * @param {Engine} mine
 * @param {Job} job
 * @param {Promise<void>} stopped
 * @returns {Promise<Result>}
 */
async function execute(mine, job, stopped) {
  const run = ++runs;
  const keepSpare = setTimeout(() => {
    spare ??= new Engine();
  }, LONG);
  let asked = false;
  /** @type {Promise<Result>} */
  const ended = new Promise((resolve) => {
    mine.listener = (message) => {
      if (message.type === "crashed") {
        replace();
        resolve({ kind: "crashed", message: message.message });
      } else if (message.type === "output" && message.run === run) {
        job.onOutput(message.stream, message.text);
      } else if (message.type === "unavailable" && message.run === run) {
        resolve({ kind: "unavailable", message: message.message });
      } else if (message.type === "load-failed" && message.run === run) {
        replace(); // its module loader remembers failures
        resolve({ kind: "boot-failed", message: message.message });
      } else if (message.type === "done" && message.run === run) {
        if (message.spent) replace();
        const { type, run: _, spent, ...how } = message;
        resolve(asked ? { kind: "stopped" } : { kind: "ended", ...how });
      }
    };
    void stopped.then(() => {
      asked = true;
      mine.say({ type: "stop", run });
      setTimeout(() => {
        if (mine.listener === idle || engine !== mine) return;
        replace();
        resolve({ kind: "stopped" });
      }, GRACE);
    });
  });
  const idle = () => {};
  job.onStart();
  const { file, source, language, checks } = job;
  mine.say({ type: "run", run, file, source, language, checks });
  try {
    return await ended;
  } finally {
    clearTimeout(keepSpare);
    mine.listener = idle;
  }
}
