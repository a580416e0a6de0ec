/**
 * worker.js holds the interpreter. It boots Pyodide when told to, runs one program at a time and
 * says what happens in the words of messages.js.
 */

import { learnOffsets, makeStacks, protectSuspended } from "./stacks.js";

/** @typedef {import("./messages.js").ToWorker} ToWorker */
/** @typedef {import("./messages.js").FromWorker} FromWorker */
/** @typedef {{ (...values: unknown[]): any, callPromising?: (...values: unknown[]) => Promise<any> }} PythonFunction */

/** @type {PythonFunction | undefined} */
let runProgram;
/** @type {PythonFunction | undefined} */
let packagesFor;
/** @type {any} */
let python;
/** @type {ReturnType<typeof makeStacks> | undefined} */
let stacks;
/** @type {(() => void) | undefined} */
let interruptSleep;
let restoreFetch = () => {};

const canSuspend = "Suspending" in WebAssembly;

/** say posts a message to the page. @param {FromWorker} message */
const say = (message) => postMessage(message);

addEventListener("message", ({ data }) => {
  const message = /** @type {ToWorker} */ (data);
  if (message.type === "boot") void boot(message);
  else if (message.type === "run") void run(message);
  else {
    interruptSleep?.();
    stacks?.interrupt();
  }
});

/**
 * boot fetches and starts the interpreter.
 * @param {Extract<ToWorker, { type: "boot" }>} message
 */
async function boot({ pyodide: indexURL, lock, bytes }) {
  try {
    watchDownloads(bytes);
    protectSuspended();
    const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
    python = await loadPyodide({
      indexURL,
      lockFileURL: lock,
      packageBaseUrl: new URL(".", lock).href,
    });
    await python.loadPackage("switchpoint", { messageCallback() {} });
    runProgram = python.pyimport("switchpoint.tab.session").run_and_draw;
    packagesFor = python.pyimport("switchpoint.tab.session").packages_for;
    restoreFetch();
    say({ type: "ready" });
  } catch (error) {
    say({ type: "boot-failed", message: String(error) });
  }
}

/**
 * run executes one program; without stack switching a sleeping program can only be stopped with
 * its worker.
 * @param {Extract<ToWorker, { type: "run" }>} message
 */
async function run({ run, file, source, language }) {
  if (!runProgram) return;
  try {
    const missing = await load(source);
    if (missing) return say({ type: "unavailable", run, message: missing });
  } catch (error) {
    return say({ type: "load-failed", run, message: String(error) });
  }
  let cut = false;
  const write = (/** @type {"stdout" | "stderr"} */ stream, /** @type {string} */ text) =>
    say({ type: "output", run, stream, text });
  const onCut = () => {
    cut = true;
  };
  const given = [source, file, language, write, onCut];
  try {
    const ended =
      canSuspend && runProgram.callPromising
        ? await runProgram.callPromising(...given, sleep)
        : runProgram(...given);
    say({ type: "done", run, cut, ...JSON.parse(ended) });
  } catch (error) {
    say({ type: "crashed", run, message: String(error) });
  }
}

/**
 * load brings what a program imports beyond the standard library.
 * @param {string} source
 * @returns {Promise<string>} Why it cannot be had here, "" for no reason.
 */
async function load(source) {
  /** @type {string[]} */
  const needed = packagesFor?.(source).toJs() ?? [];
  const wheels = needed.filter((name) => name !== "greenlet");
  if (needed.includes("greenlet") && !stacks) {
    const missing = learnOffsets(python);
    if (missing) return missing;
    const response = await fetch(new URL(__STACKS__, import.meta.url));
    stacks = makeStacks(python, await WebAssembly.compile(await response.arrayBuffer()));
    python.registerJsModule("switchpoint_stacks", stacks);
  }
  if (wheels.length) await python.loadPackage(wheels, { messageCallback() {} });
  return "";
}

/**
 * sleep resolves after that many milliseconds, with true when Stop came before.
 * @param {number} milliseconds
 * @returns {Promise<boolean>}
 */
function sleep(milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(false), milliseconds);
    const finish = (/** @type {boolean} */ interrupted) => {
      clearTimeout(timer);
      interruptSleep = undefined;
      resolve(interrupted);
    };
    interruptSleep = () => finish(true);
  });
}

/**
 * watchDownloads wraps fetch until the interpreter is ready, to report how far the download is
 * and that it has failed: Pyodide waits for ever for a WebAssembly file that does not come.
 * @param {number} expected
 */
function watchDownloads(expected) {
  const original = globalThis.fetch;
  restoreFetch = () => {
    globalThis.fetch = original;
  };
  let received = 0;
  const fail = (/** @type {unknown} */ error) => {
    say({ type: "boot-failed", message: String(error) });
    return error;
  };
  globalThis.fetch = async (...request) => {
    const response = await original(...request).catch((error) => {
      throw fail(error);
    });
    if (!response.ok || !response.body) throw fail(`${response.status} ${response.url}`);
    const reader = response.body.getReader();
    const counted = new ReadableStream({
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) return controller.close();
          received += value.byteLength;
          say({ type: "progress", part: Math.min(1, received / expected) });
          controller.enqueue(value);
        } catch (error) {
          controller.error(fail(error));
        }
      },
    });
    // The headers stay: WebAssembly wants its media type.
    return new Response(counted, response);
  };
}
