/**
 * worker.js holds the interpreter. It boots Pyodide when it is told to, runs one program at a time
 * and says what happens in the words of messages.js.
 */

import { download, downloadNow } from "./download.js";
import { learnOffsets, makeStacks, protectSuspended } from "./stacks.js";

/** @typedef {import("./messages.js").ToWorker} ToWorker */
/** @typedef {import("./messages.js").FromWorker} FromWorker */
/** @typedef {import("./messages.js").Parts} Parts */
/** @typedef {{ (...values: unknown[]): any, callPromising?: (...values: unknown[]) => Promise<any> }} PythonFunction */

/** @type {PythonFunction | undefined} */
let runProgram;
/** @type {((source: string) => string) | undefined} */
let needs;
/** @type {any} Where parts of the standard library are put, see tab/library.py. */
let library;
/** @type {any} */
let python;
/** @type {ReturnType<typeof makeStacks> | undefined} */
let stacks;
/** @type {(() => void) | undefined} */
let interruptSleep;

const canSuspend = "Suspending" in WebAssembly;

/**
 * say posts a message to the page.
 * @param {FromWorker} message
 * @param {Transferable[]} [handedOver]
 */
const say = (message, handedOver = []) => postMessage(message, { transfer: handedOver });

addEventListener("message", ({ data }) => {
  const message = /** @type {ToWorker} */ (data);
  if (message.type === "boot") void boot(message.parts);
  else if (message.type === "run") void run(message);
  else {
    interruptSleep?.();
    stacks?.interrupt();
  }
});

/** at returns the address of a file of the bundle. @param {string} path */
const at = (path) => new URL(path, import.meta.url).href;

/**
 * boot starts the interpreter. A page's first one fetches and compiles; it leaves what came of it
 * to those that take its place.
 * @param {Parts} [brought]
 */
async function boot(brought) {
  try {
    const { lock, archives, pyodide } = __RUNTIME__;
    // All at once; Pyodide itself would go step by step.
    const fetched = brought ?? fetchParts();
    const engine = import(at(`${pyodide}pyodide.asm.mjs`));
    const { loadPyodide } = await import(at(`${pyodide}pyodide.mjs`));
    const { code, stdlib } = await fetched;
    await engine;
    protectSuspended(code);
    const restore = answerFetch(stdlib);
    python = await loadPyodide({
      indexURL: at(pyodide),
      stdLibURL: at(archives.stdlib),
      lockFileContents: lock,
      packageBaseUrl: at("."),
    });
    restore();
    const session = python.pyimport("switchpoint.tab.session");
    library = session.open_library((/** @type {string} */ name) => downloadNow(at(archives[name])));
    runProgram = session.run_and_draw;
    needs = session.needs;
    if (brought) say({ type: "ready" });
    else say({ type: "ready", parts: { code, stdlib } }, [stdlib]);
  } catch (error) {
    say({ type: "boot-failed", message: String(error) });
  }
}

/**
 * fetchParts fetches the standard library and the code, which is compiled while it comes.
 * @returns {Promise<Parts>}
 */
async function fetchParts() {
  let received = 0;
  const onBytes = (/** @type {number} */ bytes) => {
    received += bytes;
    say({ type: "progress", part: Math.min(1, received / __RUNTIME__.bytes) });
  };
  const code = WebAssembly.compileStreaming(download(at(__RUNTIME__.wasm), onBytes));
  const library = download(at(__RUNTIME__.archives.stdlib), onBytes);
  const stdlib = library.then((response) => response.arrayBuffer());
  const [compiled, bytes] = await Promise.all([code, stdlib]);
  return { code: compiled, stdlib: bytes };
}

/**
 * answerFetch gives Pyodide what has been downloaded when it asks for it.
 * @param {ArrayBuffer} stdlib
 * @returns {() => void} Ends that.
 */
function answerFetch(stdlib) {
  const original = globalThis.fetch;
  globalThis.fetch = async (request, options) => {
    const url = String(request);
    if (url === at(__RUNTIME__.archives.stdlib)) return new Response(stdlib);
    if (url.endsWith("/pyodide.asm.wasm")) return new Response(); // compiled, see protectSuspended
    return original(request, options);
  };
  return () => {
    globalThis.fetch = original;
  };
}

/**
 * run executes one program; without stack switching a sleeping program can only be stopped with
 * its worker.
 * @param {Extract<ToWorker, { type: "run" }>} message
 */
async function run({ run, file, source, language, checks = "" }) {
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
        ? await runProgram.callPromising(...given, sleep, checks)
        : runProgram(...given, undefined, checks);
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
  /** @type {{ packages: string[], archives: string[] }} */
  const needed = JSON.parse(needs?.(source) ?? "{}");
  const wheels = needed.packages.filter((name) => name !== "greenlet");
  const parts = needed.archives.map(async (name) => {
    const response = await download(at(__RUNTIME__.archives[name]));
    const content = python.toPy(await response.arrayBuffer());
    library.add(name, content.tobytes());
  });
  if (needed.packages.includes("greenlet") && !stacks) {
    const missing = learnOffsets(python);
    if (missing) return missing;
    const response = await fetch(at(__RUNTIME__.stacks));
    const code = await WebAssembly.compile(await response.arrayBuffer());
    stacks = makeStacks(python, code, (error) =>
      say({ type: "crashed", run: -1, message: String(error) }),
    );
    python.registerJsModule("switchpoint_stacks", stacks);
  }
  await Promise.all(parts); // first: loading packages needs some of it
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
