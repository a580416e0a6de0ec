/**
 * live-snippet.js defines the element around a snippet's block. The page is complete without it: the
 * element adds the buttons, and shows how what the tab prints compares with the recording.
 */

import "./offline/watch-deployment.js";
import { Buttons } from "./block/buttons.js";
import { LazyTimeline } from "./block/lazy-timeline.js";
import { ShownOutput } from "./block/shown-output.js";
import { showStatus } from "./block/status.js";
import { eachPage } from "./common/each-page.js";
import { DRAFT, PROGRESS, recall } from "./common/storage.js";
import { strings } from "./common/strings.js";
import { follow as followReading } from "./exercise/reading.js";

/** @typedef {import("./block/status.js").State} State */
/** @typedef {import("./editing/editing.js").Editing} Editing */

/**
 * keepKeys keeps what is typed in a block from the theme, which listens at the window: it would turn
 * the page for an "n" or a "p".
 * @param {KeyboardEvent} event
 */
function keepKeys(event) {
  const target = /** @type {Element} */ (event.target);
  if (event.key.length === 1 && target.closest("live-snippet")) event.stopPropagation();
}

/** What shows that a reader may press Run soon: the interpreter is booted then, not with the page. */
const INTEREST = ["pointerenter", "focusin", "touchstart"];

// The scripts of a run, once they have come: import() would pass them on only after a frame.
/** @type {typeof import("./interpreter/runner.js") | undefined} */
let runnerScript;
/** @type {typeof import("./block/run.js") | undefined} */
let runScript;

export class LiveSnippet extends HTMLElement {
  /** @type {Promise<State> | undefined} The run under way. */
  #run;
  /** @type {(() => void) | undefined} Stops it. */
  #stop;
  /** @type {Promise<Editing> | undefined} */
  #opening;
  /** @type {Editing | undefined} The field that the reader types into, once it is open. */
  editing;
  /** @type {import("./interpreter/messages.js").Failure | undefined} What ended the last run, and where. */
  failure;
  /** @type {import("./interpreter/messages.js").Trace | undefined} What the last run did, if it ended. */
  trace;
  /** The program as the page has it. */
  original = "";
  words = strings;
  buttons = new Buttons(this);
  shown = new ShownOutput(this);
  timeline = new LazyTimeline(this);
  #isSetUp = false;
  #removal = new AbortController();

  /** connectedCallback sets the block up, once: instant navigation connects elements again. */
  connectedCallback() {
    if (this.#isSetUp) return;
    this.#isSetUp = true;
    this.code = this.piece("code").querySelector("code") ?? this.piece("code");
    this.original = this.source;
    this.shown.readRecording();
    this.#addButtons();
    this.timeline.watch();
    const predict = async () => new (await import("./prediction/prediction.js")).Prediction(this);
    this.piece("guess")?.addEventListener("focusin", () => predict().catch(this.tellFault), {
      once: true,
    });
    this.addEventListener("click", async (event) => {
      const target = /** @type {Element} */ (event.target);
      if (target.closest("[data-part=link]")) event.preventDefault();
      const clicks = await import("./block/clicks.js").catch(() => undefined);
      void clicks?.clicked(this, event);
    });
    if (!this.#isLive) return;
    if (!("Suspending" in WebAssembly))
      import("./block/without-jspi.js").then(({ explain }) => explain(this)).catch(() => {});
    const load = () => this.state === "unavailable" || this.#load(this.removal).catch(() => {});
    for (const sign of INTEREST) this.addEventListener(sign, load, { once: true, passive: true });
    // A draft of an earlier visit opens in the field; the playground is there to type in.
    if (this.isPlayground || recall(DRAFT + this.name)) void this.edit();
    else if ("exercise" in this.dataset) this.#editWhenSeen();
  }

  /** editWhenSeen opens the field of an exercise when its code comes into view. */
  #editWhenSeen() {
    const observer = new IntersectionObserver((seen) => {
      if (!seen.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      void this.edit();
    });
    observer.observe(this.piece("code"));
  }

  /** disconnectedCallback ends a run whose reader has left the page, and keeps what was typed. */
  disconnectedCallback() {
    this.#stop?.();
    this.#removal.abort();
    this.editing?.close();
  }

  #addButtons() {
    const { buttons, words } = this;
    if (this.#isLive) {
      buttons.add("run", words.run, () => void this.run());
      buttons.add("stop", words.stop, () => this.stop()).hidden = true;
      buttons.add("edit", words.edit, async () => (await this.edit())?.editor.focus());
      buttons.add("reset", words.recording, () => this.reset()).hidden = true;
    }
    buttons.add(
      "copy",
      words.copy,
      () => void buttons.copy(this.source, "copy", words.copy, words.copied),
    );
  }

  /** removal is aborted when the block leaves the page. */
  get removal() {
    return this.#removal.signal;
  }

  /** name is the snippet's name, FOLDER/NAME. */
  get name() {
    return this.getAttribute("name") ?? "snippet";
  }

  get isPlayground() {
    return this.name === "playground";
  }

  /** isLive tells whether the program can run in a tab. */
  get #isLive() {
    return this.getAttribute("runtime") !== "native";
  }

  /** source is the program, as the reader has changed it. */
  get source() {
    return this.editing?.text ?? this.code?.textContent ?? "";
  }

  set source(text) {
    if (this.editing) this.editing.text = text;
    else if (this.code) this.code.textContent = text;
  }

  /** isEdited tells whether the program is another than the recorded one. */
  get isEdited() {
    return this.isPlayground || this.source !== this.original;
  }

  get isRunning() {
    return this.#run !== undefined;
  }

  /** @returns {State} */
  get state() {
    return /** @type {State} */ (this.getAttribute("state"));
  }

  /**
   * setState shows a state and returns it.
   * @param {State} state
   * @param {string} text Read out by screen readers.
   * @param {string} [progress] Shown after the text, not read out.
   */
  setState(state, text, progress = "") {
    showStatus(this, state, text, progress);
    return state;
  }

  /**
   * run runs the program and resolves with the state that it ended in. A second call during a run
   * returns the promise of the first.
   * @returns {Promise<State>}
   */
  run() {
    if (!this.#isLive || this.state === "unavailable") return Promise.resolve(this.state);
    this.#run ??= this.#execute().finally(() => {
      this.#run = undefined;
      this.#stop = undefined;
    });
    return this.#run;
  }

  /** @returns {Promise<State>} */
  async #execute() {
    this.trace = this.failure = undefined;
    const stopping = new AbortController();
    const stopped = new Promise((resolve) => {
      stopping.signal.onabort = () => resolve(undefined);
    });
    this.#stop = () => stopping.abort();
    this.setState("booting", this.words.booting);
    let loaded;
    try {
      loaded = await Promise.race([stopped, this.#load(stopping.signal)]);
    } catch (error) {
      return this.setState("failed", await this.reason(error));
    }
    if (!loaded) return this.setState("stopped", this.words.stopped);
    const [runner, { Run }, exercise] = loaded;
    const run = new Run(this, runner, exercise?.checksOf(this));
    this.#stop = () => run.stop();
    const result = await run.end();
    exercise?.report(this, result);
    return this.state;
  }

  /**
   * load brings the scripts that a run needs; its interpreter boots first, for that takes longest.
   * @param {AbortSignal} ending Ends what is fetched for the interpreter.
   */
  async #load(ending) {
    await this.#opening?.catch(() => {}); // a draft may still be on its way into the field
    runnerScript ??= await import("./interpreter/runner.js");
    runnerScript.warm(this.source, ending);
    runScript ??= await import("./block/run.js");
    /** @type {typeof import("./exercise/exercise.js") | undefined} */
    let exercise;
    if ("exercise" in this.dataset) exercise = await import("./exercise/exercise.js");
    return /** @type {const} */ ([runnerScript, runScript, exercise]);
  }

  /**
   * reason returns the sentence that says why a file of the site did not come.
   * @param {unknown} error
   */
  async reason(error) {
    const fault = await import("./common/line-fault.js").catch(() => undefined);
    return fault ? fault.explain(error, this.words) : this.words.not_loaded;
  }

  /** tellFault says why a file did not come, while the block's state stays. @param {unknown} error */
  tellFault = async (error) => {
    const reason = await this.reason(error);
    this.setState(this.state, reason); // the state may have changed meanwhile
  };

  /** stop ends a run at any point. */
  stop() {
    this.#stop?.();
  }

  /** reset shows the recorded program and its output again. */
  reset() {
    if (this.#run) return;
    if (this.editing) this.editing.reset();
    else if (this.isEdited) this.source = this.original;
    this.showRecording();
    this.rest();
  }

  /** rest shows the state of the program as it came: recorded, or not to be run in this browser. */
  rest() {
    const { state, status } = this.shown.recording;
    return this.setState(state, status);
  }

  /** showRecording replaces the output and the timeline of a run by the recorded ones. */
  showRecording() {
    this.shown.showRecording();
    void this.timeline.restore();
  }

  /**
   * edit opens the field to type in, which is loaded for the first time then.
   * @returns {Promise<Editing | undefined>} Undefined if it could not be loaded.
   */
  async edit() {
    if (!this.#isLive) return undefined;
    this.#opening ??= this.#open();
    try {
      return await this.#opening;
    } catch (error) {
      this.#opening = undefined;
      void this.tellFault(error);
      return undefined;
    }
  }

  /** open opens the field, and says so as long as its scripts take to come. */
  async #open() {
    const line = this.piece("status");
    const said = line.textContent ?? "";
    this.setState(this.state, this.words.opening);
    try {
      return await (await import("./editing/editing.js")).open(this);
    } finally {
      if (line.textContent === this.words.opening) line.textContent = said;
    }
  }

  /**
   * piece returns the part of the block with a data-part; pages/block.py writes all that are asked
   * for.
   * @param {string} name
   * @returns {HTMLElement}
   */
  piece(name) {
    return /** @type {HTMLElement} */ (this.querySelector(`[data-part=${name}]`));
  }
}

// Solved exercises are marked in the navigation. Most readers have none, and load nothing.
if (recall(PROGRESS)) {
  void import("./exercise/progress.js").then(({ follow }) => follow(strings));
}
followReading(strings);
document.addEventListener("keydown", keepKeys);
eachPage(() => {
  const area = /** @type {HTMLElement | null} */ (document.querySelector("[data-part=compare]"));
  if (area) void import("./measuring/compare.js").then(({ setUp }) => setUp(area, strings));
});
if (!customElements.get("live-snippet")) customElements.define("live-snippet", LiveSnippet);
