/**
 * runner.js is the page's side of the worker: one warm interpreter a page, one program at a time,
 * in order of asking. A program that spins is ended with its worker; a spare one is booting then.
 */

import { checked, OUTPUT } from "./validate-message.js";
import { fetchParts, progress } from "./preload.js";

/** @typedef {import("./messages.js").ToWorker} ToWorker */
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
 *   onBoot(part: number): void,
 *   onStart(): void,
 *   onOutput(stream: Stream, text: string): void,
 *   onInput(answer: (line: string | null) => void): void,
 *   onCut?(): void,
 * }} Job
 * `onInput` gives what answers a program that waits for a line; null is the end of input.
 */

/** Milliseconds in which a program that waits takes notice of Stop. */
const GRACE = 250;
/** Milliseconds in which it can clean up then; pressing Stop again shortens them. */
const CLEANUP = 3000;
/** Milliseconds after which a running program makes a spare interpreter worth its memory. */
const LONG = 1000;
/** Messages in a second that only somebody else than worker.js would send. */
const FLOOD = 2000;

const after = (/** @type {number} */ milliseconds) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * A module that imports the worker's. A worker from a blob: address inherits the page's
 * Content-Security-Policy, so that no program reaches another host; one from the site's own address
 * would go by its response's headers, and a static host sends none.
 */
const entry = URL.createObjectURL(
  new Blob([`import ${JSON.stringify(new URL(__WORKER__, import.meta.url).href)}`], {
    type: "text/javascript",
  }),
);

/** Engine is a worker with its interpreter, and whether that is ready. */
class Engine {
  /** @type {(message: FromWorker) => void} */
  listener = () => {};
  isReady = false;
  isDead = false;
  #second = 0;
  #messages = 0;

  constructor() {
    this.worker = new Worker(entry, { type: "module" });
    /** @type {Promise<string>} Resolves with what went wrong, "" for nothing. */
    this.booted = new Promise((resolve) => {
      this.worker.onmessage = ({ data }) => {
        if (this.#isFlooding()) return this.#die("it sent too many messages");
        const message = checked(data);
        if (!message) return;
        if (message.type === "crashed") this.isDead = true;
        if (message.type === "ready") {
          this.isReady = true;
          resolve("");
        } else if (message.type === "boot-failed") resolve(message.message);
        this.listener(message);
      };
      this.worker.onerror = (event) => {
        event.preventDefault();
        const message = event.message || "the worker could not be loaded";
        resolve(message);
        this.#die(message);
      };
      const { code, stdlib } = fetchParts();
      const fail = (/** @type {unknown} */ error) => resolve(String(error));
      code.then((code) => this.say({ type: "code", code }), fail);
      stdlib.then((stdlib) => this.say({ type: "stdlib", stdlib }), fail);
    });
  }

  /** isFlooding counts a message and tells whether there are too many. */
  #isFlooding() {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) this.#messages = 0;
    this.#second = second;
    return ++this.#messages > FLOOD;
  }

  /** die ends the worker, and lets who listens know why. @param {string} message */
  #die(message) {
    if (this.isDead) return;
    this.isDead = true;
    this.worker.terminate();
    this.listener({ type: "crashed", run: 0, message });
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
  if (engine?.isDead) replace();
  engine ??= new Engine();
}

/** replace ends the interpreter and takes the spare one, or a new one, in its place. */
function replace() {
  engine?.worker.terminate();
  engine = spare?.isDead === false ? spare : new Engine();
  spare = undefined;
}

/**
 * Wish is the reader's to have a run end: once, or with emphasis.
 * @typedef {{ asked: Promise<void>, insisted: Promise<void> }} Wish
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
  last = result.catch(() => {});
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
 * @param {Wish} wish
 * @returns {Promise<Result>}
 */
async function perform(job, wish) {
  let isStopped = false;
  void wish.asked.then(() => {
    isStopped = true;
  });
  await Promise.resolve();
  if (isStopped) return { kind: "stopped" };
  warm();
  const mine = /** @type {Engine} */ (engine);
  const wasReady = mine.isReady;
  const began = performance.now();
  job.onBoot(progress.part);
  progress.onChange = (part) => job.onBoot(part);
  const problem = await Promise.race([mine.booted, wish.asked.then(() => undefined)]);
  progress.onChange = () => {}; // a stopped job wants to hear no more of the boot
  if (problem === undefined) return { kind: "stopped" };
  if (problem) {
    mine.worker.terminate();
    engine = undefined;
    return { kind: "boot-failed", message: problem };
  }
  const bootSeconds = (performance.now() - began) / 1000;
  const result = await execute(mine, job, wish);
  return result.kind === "ended" && !wasReady ? { ...result, bootSeconds } : result;
}

/**
 * execute runs the job on a booted interpreter.
 * @param {Engine} mine
 * @param {Job} job
 * @param {Wish} wish
 * @returns {Promise<Result>}
 */
async function execute(mine, job, { asked, insisted }) {
  const run = ++runs;
  const keepSpare = setTimeout(() => {
    spare ??= new Engine();
  }, LONG);
  let room = OUTPUT;
  let isStopped = false;
  let isOver = false;
  /** @type {() => void} */
  let onInterrupted = () => {};
  const interrupted = new Promise((resolve) => {
    onInterrupted = () => resolve(true);
  });
  /** @type {Promise<Result>} */
  const ended = new Promise((resolve) => {
    const end = (/** @type {Result} */ result) => {
      isOver = true;
      mine.listener = () => {};
      resolve(result);
    };
    mine.listener = (message) => {
      if (message.type === "crashed") {
        replace();
        return end({ kind: "crashed", message: message.message });
      }
      if (!("run" in message) || message.run !== run) return;
      if (message.type === "output") {
        const text = message.text.slice(0, room);
        room -= text.length;
        if (text) job.onOutput(message.stream, text);
      } else if (message.type === "input") {
        if (!isStopped) job.onInput((text) => mine.say({ type: "typed", run, text }));
      } else if (message.type === "interrupted") {
        onInterrupted();
      } else if (message.type === "cut") {
        job.onCut?.();
      } else if (message.type === "unavailable") {
        end({ kind: "unavailable", message: message.message });
      } else if (message.type === "load-failed") {
        replace(); // its module loader remembers failures
        end({ kind: "boot-failed", message: message.message });
      } else if (message.type === "done") {
        if (message.spent) replace();
        const { type, run: _, spent, ...how } = message;
        end(isStopped ? { kind: "stopped" } : { kind: "ended", ...how });
      }
    };
    void asked.then(async () => {
      isStopped = true;
      mine.say({ type: "stop", run });
      const isCleaning = await Promise.race([interrupted, after(GRACE), insisted]);
      if (isCleaning) await Promise.race([after(CLEANUP), insisted]);
      if (isOver) return; // others may be running there by now
      replace();
      end({ kind: "stopped" });
    });
  });
  job.onStart();
  const { file, source, language, checks } = job;
  mine.say({ type: "run", run, file, source, language, checks });
  try {
    return await ended;
  } finally {
    clearTimeout(keepSpare);
  }
}
