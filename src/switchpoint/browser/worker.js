/**
 * worker.js holds the interpreter. It boots Pyodide when told to, runs one program at a time and
 * says what happens in the words of messages.js.
 */

/** @typedef {import("./messages.js").ToWorker} ToWorker */
/** @typedef {import("./messages.js").FromWorker} FromWorker */
/** @typedef {{ (...values: unknown[]): any, callPromising?: (...values: unknown[]) => Promise<any> }} PythonFunction */

/** @type {PythonFunction | undefined} */
let runProgram;
/** @type {(() => void) | undefined} */
let interruptSleep;

const canSuspend = "Suspending" in WebAssembly;

/** say posts a message to the page. @param {FromWorker} message */
const say = (message) => postMessage(message);

addEventListener("message", ({ data }) => {
  const message = /** @type {ToWorker} */ (data);
  if (message.type === "boot") void boot(message);
  else if (message.type === "run") void run(message.run, message.file, message.source);
  else interruptSleep?.();
});

/**
 * boot fetches and starts the interpreter.
 * @param {Extract<ToWorker, { type: "boot" }>} message
 */
async function boot({ pyodide: indexURL, lock, bytes }) {
  try {
    countFetchedBytes(bytes);
    const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
    const pyodide = await loadPyodide({
      indexURL,
      lockFileURL: lock,
      packageBaseUrl: new URL(".", lock).href,
    });
    await pyodide.loadPackage("switchpoint", { messageCallback() {} });
    runProgram = pyodide.pyimport("switchpoint.tab.session").run;
    say({ type: "ready" });
  } catch (error) {
    say({ type: "boot-failed", message: String(error) });
  }
}

/**
 * run executes one program; without stack switching a sleeping program can only be stopped with
 * its worker.
 * @param {number} run
 * @param {string} file
 * @param {string} source
 */
async function run(run, file, source) {
  if (!runProgram) return;
  const started = performance.now();
  let cut = false;
  const write = (/** @type {"stdout" | "stderr"} */ stream, /** @type {string} */ text) =>
    say({ type: "output", run, stream, text });
  const onCut = () => {
    cut = true;
  };
  try {
    const exitCode =
      canSuspend && runProgram.callPromising
        ? await runProgram.callPromising(source, file, write, onCut, sleep)
        : runProgram(source, file, write, onCut);
    const seconds = (performance.now() - started) / 1000;
    say({ type: "done", run, exitCode, seconds, cut });
  } catch (error) {
    say({ type: "crashed", run, message: String(error) });
  }
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
 * countFetchedBytes wraps fetch, to report how far the download is.
 * @param {number} expected
 */
function countFetchedBytes(expected) {
  const original = globalThis.fetch;
  let received = 0;
  globalThis.fetch = async (...request) => {
    const response = await original(...request);
    if (!response.ok || !response.body) return response;
    const counter = new TransformStream({
      transform(chunk, controller) {
        received += chunk.byteLength;
        say({ type: "progress", part: Math.min(1, received / expected) });
        controller.enqueue(chunk);
      },
    });
    // The headers stay: WebAssembly wants its media type.
    return new Response(response.body.pipeThrough(counter), response);
  };
}
