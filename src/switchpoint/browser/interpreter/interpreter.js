/**
 * interpreter.js is the page's side of one worker with its interpreter. An interpreter runs one
 * program and is ended after it, as a process of CPython's is.
 */

import { code, file, filesFor } from "./preload.js";
import { checked } from "./validate-message.js";

/** @typedef {import("./messages.js").ToWorker} ToWorker */
/** @typedef {import("./messages.js").FromWorker} FromWorker */

/** Messages in a second; worker.js itself sends fewer. */
const FLOOD = 2000;

/** The address of the worker's module. */
const worker = new URL(__WORKER__, import.meta.url).href;
/**
 * The address of a module that imports the worker's. A worker from a blob: address inherits the page's
 * Content-Security-Policy, so that no program reaches another host. A worker from the site's own
 * address has the policy of its response's headers, and a static host sends none.
 */
const entry = URL.createObjectURL(
  new Blob([`import ${JSON.stringify(worker)}`], { type: "text/javascript" }),
);

/**
 * Interpreter is a worker that boots at once and runs one program. It is prepared for a program when
 * the packages that this imports are loaded beforehand, and what every run begins with is done.
 */
export class Interpreter {
  /** Called with each message, and with `crashed` when the worker cannot go on. */
  listener = (/** @type {FromWorker} */ _message) => {};
  isReady = false;
  isDead = false;
  #second = 0;
  #messages = 0;
  /** @type {(problem: string) => void} */
  #settle = () => {};
  /** @type {Promise<string>} Resolves when the boot is over with what went wrong, "" for nothing. */
  booted = new Promise((resolve) => {
    this.#settle = resolve;
  });
  #worker = new Worker(entry, { type: "module" });
  /** @type {Set<string>} The files that the worker has, or will get. */
  #files = new Set();
  #preparedFor = "";

  constructor() {
    this.#worker.onmessage = ({ data }) => this.#take(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#die(event.message || `the worker could not be loaded: ${worker}`);
    };
    const fail = (/** @type {unknown} */ error) => this.#die(String(error));
    code().then((code) => this.say({ type: "code", code }), fail);
    file("stdlib").then((content) => this.say({ type: "file", name: "stdlib", content }), fail);
  }

  /**
   * fits tells whether a program finds here what it would in a fresh interpreter: only one with
   * gevent may run where gevent has been prepared.
   * @param {string} source
   */
  fits(source) {
    return !filesFor(this.#preparedFor).includes("gevent") || filesFor(source).includes("gevent");
  }

  /**
   * supply sends the worker the packages of a program, as they come.
   * @param {string} source
   */
  supply(source) {
    const names = filesFor(source).filter((name) => !this.#files.has(name));
    if (!names.length) return;
    this.say({ type: "coming", names });
    for (const name of names) {
      this.#files.add(name);
      const send = (/** @type {ArrayBuffer | null} */ content) =>
        this.say({ type: "file", name, content });
      file(name).then(send, () => send(null)); // the worker tries, and tells why it cannot
    }
  }

  /**
   * prepare prepares the interpreter for a program, once.
   * @param {string} source
   */
  prepare(source) {
    if (this.#preparedFor) return;
    this.#preparedFor = source;
    this.supply(source);
    void this.booted.then((problem) => problem || this.say({ type: "prepare", source }));
  }

  /** say posts a message. @param {ToWorker} message */
  say(message) {
    this.#worker.postMessage(message);
  }

  /** end ends the worker. */
  end() {
    this.isDead = true;
    this.#worker.terminate();
    this.#settle("the interpreter was ended");
  }

  /** take passes on a valid message; an invalid one ends the interpreter. @param {unknown} data */
  #take(data) {
    if (this.isDead) return;
    if (this.#isFlooding()) return this.#die("it sent too many messages");
    const message = checked(data);
    if (!message) return this.#die("it sent an invalid message");
    if (message.type === "boot-failed") return this.#die(message.message);
    if (message.type === "ready") {
      this.isReady = true;
      this.#settle("");
    }
    this.listener(message);
  }

  /** isFlooding counts a message and tells whether there are too many. */
  #isFlooding() {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) this.#messages = 0;
    this.#second = second;
    return ++this.#messages > FLOOD;
  }

  /** die ends the worker and reports why to whoever waits or listens. @param {string} message */
  #die(message) {
    if (this.isDead) return;
    this.#settle(message); // before end(), which settles it otherwise
    this.end();
    this.listener({ type: "crashed", run: 0, message });
  }
}
