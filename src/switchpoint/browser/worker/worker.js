/**
 * worker.js holds the interpreter. It boots Pyodide from what the page sends, runs one program and
 * reports to the page by the messages of messages.js.
 */

import { download, downloadNow, named } from "../common/download.js";
import { lockDown } from "./lockdown.js";
import { learnOffsets, makeStacks, protectSuspended } from "./stacks.js";

/** @typedef {import("../interpreter/messages.js").ToWorker} ToWorker */
/** @typedef {import("../interpreter/messages.js").FromWorker} FromWorker */
/** @typedef {{ (...values: unknown[]): any, callPromising(...values: unknown[]): Promise<any> }} PythonFunction */

/** @type {Record<string, { path: string }>} */
const FILES = JSON.parse(__FILES__);

/** @type {any} tab/loading.py, which makes importable what a program needs. */
let loading;
/** @type {any} tab/report.py, which runs a program; there when the boot is over. */
let report;
/** @type {any} */
let python;
/** @type {ReturnType<typeof makeStacks> | undefined} */
let stacks;
/** What this browser or engine lacks for switching stacks, "" for nothing. */
let lacking = "";
/** The run under way. */
let current = 0;
/** Whether it has printed too much. */
let isCut = false;
/** @type {string | null | undefined} The line that the reader typed last, null for the end of input. */
let typed;

/**
 * Arrival is something that the page will send.
 * @template T
 */
class Arrival {
  /** @type {(it: T) => void} */
  arrive = () => {};
  /** @type {Promise<T>} */
  arrived = new Promise((resolve) => {
    this.arrive = resolve;
  });
}

/** @type {Arrival<WebAssembly.Module>} */
const code = new Arrival();
/** @type {Map<string, Arrival<ArrayBuffer | null>>} Files that the page sends, by their names. */
const files = new Map([["stdlib", new Arrival()]]);
/** @type {Promise<unknown>} What has to be over before a program can run. */
let prepared = Promise.resolve();

const PAGE = 65536;
/** Bytes that an interpreter may grow to. */
const MEMORY_LIMIT = 2 ** 30;

const post = postMessage.bind(globalThis);
const fetchAny = fetch.bind(globalThis);

/** say posts a message to the page. @param {FromWorker} message */
const say = (message) => post(message);

addEventListener("message", ({ data }) => {
  const message = /** @type {ToWorker} */ (data);
  switch (message.type) {
    case "code":
      return code.arrive(message.code);
    case "coming":
      for (const name of message.names) files.set(name, new Arrival());
      return;
    case "file":
      return files.get(message.name)?.arrive(message.content);
    case "prepare":
      return prepare(message.source);
    case "run":
      return void run(message);
    case "stop":
      if (message.run === current) stacks?.interrupt();
      return;
    case "typed":
      if (message.run !== current) return;
      typed = message.text;
      stacks?.wake();
  }
});

/** tab has the methods that a program which waits needs; session.py describes them. */
const tab = {
  ask() {
    typed = undefined;
    say({ type: "input", run: current });
  },
  answered: () => typed !== undefined,
  answer: () => typed ?? undefined, // Python has None for it
  exit: (/** @type {string} */ ended) => done(ended),
};

/** at returns the address of a file of the bundle. @param {string} path */
const at = (path) => new URL(path, import.meta.url).href;

/** script imports a script of the bundle. @param {string} path */
const script = (path) => named(import(at(path)), at(path));

/** fetched returns a file's unpacked content. @param {string} url @returns {Promise<ArrayBuffer>} */
const fetched = (url) =>
  named(
    download(url).then((response) => response.arrayBuffer()),
    url,
  );

/**
 * boot starts the interpreter. Pyodide prepares itself while the page still fetches code and library;
 * if the page cannot fetch them, it ends this worker.
 */
async function boot() {
  try {
    const { pyodide } = __RUNTIME__;
    const stdlib = /** @type {Arrival<ArrayBuffer>} */ (files.get("stdlib"));
    // All at once; Pyodide itself would go step by step.
    const switching = fetched(at(__RUNTIME__.stacks));
    switching.catch(() => {}); // awaited below
    protectSuspended(code.arrived);
    const restore = [answerFetch(stdlib.arrived), compileAdaptersOnce()];
    const engine = script(`${pyodide}pyodide.asm.js`);
    engine.catch(() => {}); // awaited below
    const { loadPyodide } = await script(`${pyodide}pyodide.js`);
    await engine;
    python = await loadPyodide({
      indexURL: at(pyodide),
      stdLibURL: at(FILES.stdlib.path),
      lockFileContents: __RUNTIME__.lock,
    });
    for (const back of restore) back();
    limitMemory();
    lacking = learnOffsets(python);
    if (!lacking) registerStacks(await WebAssembly.compile(await switching));
    if (!("Suspending" in WebAssembly)) lacking ||= "JSPI";
    loading = python.pyimport("switchpoint.tab.loading");
    loading.open_library((/** @type {string} */ name) => downloadNow(at(FILES[name].path)));
    report = python.pyimport("switchpoint.tab.report");
    lockDown(fetchAny);
    say({ type: "ready" });
  } catch (error) {
    say({ type: "boot-failed", message: String(error) });
  }
}

/**
 * answerFetch makes Pyodide's requests for code and library return what the page sends.
 * @param {Promise<ArrayBuffer>} stdlib
 * @returns {() => void} Ends that.
 */
function answerFetch(stdlib) {
  globalThis.fetch = async (request, options) => {
    const url = String(request);
    if (url === at(FILES.stdlib.path)) return new Response(await stdlib);
    if (url.endsWith("/pyodide.asm.wasm")) return new Response(); // see protectSuspended
    return fetchAny(request, options);
  };
  return () => {
    globalThis.fetch = fetchAny;
  };
}

/**
 * registerStacks lets Python switch stacks, and wait.
 * @param {WebAssembly.Module} code
 */
function registerStacks(code) {
  const made = makeStacks(python, code, (error) =>
    say({ type: "crashed", run: current, message: String(error) }),
  );
  stacks = made;
  const takeInterrupt = () => {
    const was = made.takeInterrupt();
    if (was) say({ type: "interrupted", run: current });
    return was;
  };
  python.registerJsModule("switchpoint_stacks", { ...made, takeInterrupt });
}

/**
 * compileAdaptersOnce reuses the tiny modules that Pyodide compiles to call JavaScript from the engine.
 * It compiles 260, but they differ by their signatures only, and there are some twenty of those.
 * @returns {() => void} Ends that.
 */
function compileAdaptersOnce() {
  const { Module } = WebAssembly;
  /** @type {Map<string, WebAssembly.Module>} */
  const made = new Map();
  WebAssembly.Module = new Proxy(Module, {
    construct(_, [bytes]) {
      if (bytes.byteLength > 100) return new Module(bytes);
      const signature = String(bytes);
      const module = made.get(signature) ?? new Module(bytes);
      made.set(signature, module);
      return module;
    },
  });
  return () => {
    WebAssembly.Module = Module;
  };
}

/** limitMemory makes Python raise MemoryError before the browser ends the whole tab. */
function limitMemory() {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * PAGE > MEMORY_LIMIT)
      throw new RangeError("no more memory");
    return grow.call(this, pages);
  };
}

/**
 * prepare loads what a program imports, and does what every run begins with, before the reader
 * presses Run. What fails here is tried again, and told, when the program runs.
 * @param {string} source
 */
function prepare(source) {
  prepared = load(source)
    .then((missing) => missing || loading.prepare(source))
    .then(() => call(report.rehearse))
    .catch(() => {});
}

/**
 * call calls a function of Python's, on a stack that can be suspended where there are such stacks.
 * @param {PythonFunction} python
 * @param {unknown[]} values
 */
const call = (python, ...values) => (lacking ? python(...values) : python.callPromising(...values));

/**
 * run executes one program; without stack switching a waiting program can only be stopped with
 * its worker.
 * @param {Extract<ToWorker, { type: "run" }>} message
 */
async function run({ run, file, source, language, checks = "" }) {
  if (!report) return;
  current = run;
  isCut = false;
  try {
    await prepared;
    const missing = await load(source);
    if (missing) return say({ type: "unavailable", run, message: missing });
  } catch (error) {
    return say({ type: "load-failed", run, message: String(error) });
  }
  const write = (/** @type {"stdout" | "stderr"} */ stream, /** @type {string} */ text) =>
    say({ type: "output", run, stream, text });
  const onCut = () => {
    isCut = true;
    say({ type: "cut", run });
  };
  const given = [source, file, language, write, onCut, lacking ? undefined : tab, checks];
  say({ type: "started", run });
  try {
    done(await call(report.run_and_draw, ...given));
  } catch (error) {
    say({ type: "crashed", run, message: String(error) });
  }
}

/** done tells how the run under way ended. @param {string} ended JSON, see report.py */
function done(ended) {
  say({ type: "done", run: current, cut: isCut, ...JSON.parse(ended) });
}

/**
 * load brings what a program imports beyond the standard library.
 * @param {string} source
 * @returns {Promise<string>} Why it cannot be had here, "" for no reason.
 */
async function load(source) {
  /** @type {{ packages: string[], files: string[] }} */
  const needed = JSON.parse(loading.needs(source, __PACKAGES__));
  if (needed.packages.includes("greenlet") && lacking) return lacking;
  if (!needed.files.length) return "";
  if (current) say({ type: "loading", run: current });
  const contents = await Promise.all(needed.files.map(content));
  for (const [index, name] of needed.files.entries())
    loading.add_file(name, python.toPy(contents[index]).tobytes());
  return "";
}

/**
 * content returns a file that the page has sent or will send, or fetches it.
 * @param {string} name
 * @returns {Promise<ArrayBuffer>}
 */
async function content(name) {
  const sent = await files.get(name)?.arrived;
  return sent ?? fetched(at(FILES[name].path));
}

void boot();
