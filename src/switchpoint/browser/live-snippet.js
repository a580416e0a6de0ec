/**
 * live-snippet.js defines the element around a snippet's block. The page is complete without it;
 * it adds Run, Stop, Edit and Copy, and shows how what the tab prints compares with the recording.
 */

import "./offline/watch-deployment.js";
import { PROGRESS, recall } from "./common/storage.js";
import { fill, stringsFor } from "./common/strings.js";
import { readDraft } from "./editing/drafts.js";

/** @typedef {import("./interpreter/runner.js").Result} Result */
/** @typedef {"recorded" | "booting" | "running" | "passed" | "differs" | "done" | "failed" | "stopped" | "unavailable"} State */
/** @typedef {"run" | "stop" | "edit" | "copy" | "reset" | "share" | "playground" | "download"} Action */
/** @typedef {import("./editing/editing.js").Editing} Editing */

/** The interpreter's side is fetched on the first sign of interest, not with the page. */
const tools = () => Promise.all([import("./interpreter/runner.js"), import("./output/output.js")]);

export class LiveSnippet extends HTMLElement {
  /** @type {Promise<import("./timeline/timeline.js").Timeline> | undefined} */
  #timeline;
  /** @type {(() => void) | undefined} */
  #stop;
  #ready = false;
  /** @type {import("./interpreter/messages.js").Failure | undefined} What ended the last run, and on which line. */
  failure;
  /** @type {Promise<State> | undefined} */
  #run;
  /** @type {Promise<Editing> | undefined} */
  #opening;
  /** @type {Editing | undefined} What the reader types into, once opened. */
  editing;
  /** Whether the output is that of a run, not the recording. */
  #showsRun = false;
  #left = new AbortController();
  words = stringsFor(this);
  /** The program as the page has it; edits are told from it. */
  original = "";

  /** connectedCallback upgrades the block; instant navigation connects elements anew. */
  connectedCallback() {
    if (this.#ready) return;
    this.#ready = true;
    this.words = stringsFor(this);
    this.code = this.piece("code").querySelector("code") ?? this.piece("code");
    this.original = this.source;
    const output = this.piece("output");
    this.recording = {
      html: output.innerHTML,
      status: this.piece("status").textContent ?? "",
      stdout: output.querySelector("[data-stream=stdout]")?.textContent ?? "",
      stderr: output.querySelector("[data-stream=stderr]")?.textContent ?? "",
      exitCode: Number(this.dataset.exit ?? 0),
    };
    if (this.#isLive) {
      this.addButton("run", this.words.run, () => void this.run());
      this.addButton("stop", this.words.stop, () => this.stop()).hidden = true;
      this.addButton(
        "edit",
        this.words.edit,
        () => void this.edit().then((it) => it?.editor.focus()),
      );
      this.addButton("reset", this.words.recording, () => this.reset()).hidden = true;
      const interest = () =>
        void import("./interpreter/runner.js").then(
          (runner) => runner.warm(this.source),
          () => {},
        );
      for (const sign of ["pointerenter", "focusin", "touchstart"])
        this.addEventListener(sign, interest, { once: true, passive: true });
    }
    this.addButton("copy", this.words.copy, () => void this.#copy());
    if (this.getAttribute("runtime") === "gevent" && !("Suspending" in WebAssembly))
      this.#setState("unavailable", fill(this.words.unavailable, { what: "JSPI" }));
    const box = this.#timelineBox;
    if (box?.open) void this.#openTimeline();
    box?.addEventListener("toggle", () => box.open && void this.#openTimeline());
    // What was typed on an earlier visit is there again; the playground is there to be typed in.
    if (this.#isLive && (this.isPlayground || readDraft(this.name))) void this.edit();
  }

  /** disconnectedCallback ends a run whose reader has left the page, and keeps what was typed. */
  disconnectedCallback() {
    this.#stop?.();
    this.#left.abort();
    this.editing?.close();
  }

  /** leaves is aborted when the block leaves the page. */
  get leaves() {
    return this.#left.signal;
  }

  /** name is the snippet's, FOLDER/NAME. */
  get name() {
    return this.getAttribute("name") ?? "snippet";
  }

  get isPlayground() {
    return this.name === "playground";
  }

  /** isLive tells whether the program can run here at all. */
  get #isLive() {
    return this.getAttribute("runtime") !== "native";
  }

  /** timelineBox is the folded part that holds the picture, if anything switched. */
  get #timelineBox() {
    return /** @type {HTMLDetailsElement | null} */ (this.querySelector("[data-part=timeline]"));
  }

  /** openTimeline makes the picture one to step through, when it is first unfolded. */
  #openTimeline() {
    this.#timeline ??= import("./timeline/timeline.js").then(({ Timeline, blankBox }) => {
      const box = this.#timelineBox ?? this.appendChild(blankBox(this.words));
      return new Timeline(box, this);
    });
    this.#timeline.catch(() => {
      this.#timeline = undefined; // the network is away: the picture and its words are there
    });
    return this.#timeline;
  }

  /** source is the program's text. */
  get source() {
    return this.editing?.text ?? this.code?.textContent ?? "";
  }

  set source(text) {
    if (this.editing) this.editing.text = text;
    else if (this.code) this.code.textContent = text;
  }

  /** isEdited tells whether the program differs from the page's. */
  get isEdited() {
    return this.isPlayground || this.source !== this.original;
  }

  /**
   * edit opens the field for the code; it is fetched now, not with the page.
   * @returns {Promise<Editing | undefined>} None when it could not be fetched.
   */
  async edit() {
    if (!this.#isLive) return undefined;
    this.#opening ??= import("./editing/editing.js").then(async ({ Editing }) => {
      (await this.#timeline)?.leave();
      const editing = new Editing(this);
      this.editing = editing;
      this.#furnish(editing);
      return editing;
    });
    try {
      return await this.#opening;
    } catch {
      this.#opening = undefined;
      this.piece("status").textContent = this.words.editor_failed;
      return undefined;
    }
  }

  /** furnish gives a block that is edited the buttons for that. @param {Editing} editing */
  #furnish(editing) {
    this.button("edit")?.remove();
    if (this.dataset.playground) {
      this.addButton("share", this.words.share, () => void this.#share());
      if (!this.isPlayground)
        this.addButton("playground", this.words.playground, () => void this.#goToPlayground());
    }
    if (this.isPlayground)
      void import("./editing/playground.js").then(({ furnish }) => furnish(this, editing));
    if (this.isEdited) this.onEdit();
  }

  /** onEdit is called when the program is changed: what stands below is no longer its output. */
  onEdit() {
    if (this.#run) return;
    void this.#timeline?.then((timeline) => timeline.leave());
    this.querySelector("[data-part=difference]")?.remove();
    const { words, recording } = this;
    const told = this.isPlayground ? words.playground_ready : words.edited;
    this.#setState("recorded", this.isEdited ? told : (recording?.status ?? ""));
    this.#showButtons();
  }

  /** @returns {State} */
  get state() {
    return /** @type {State} */ (this.getAttribute("state"));
  }

  /**
   * run executes the program and resolves with the state it ended in. A second call while the
   * first is under way joins it.
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

  /** stop ends a run at any point. */
  stop() {
    this.#stop?.();
  }

  /** reset shows the recorded program and output again. */
  reset() {
    if (this.#run || !this.recording) return;
    if (this.editing) this.editing.reset();
    else if (this.isEdited) this.source = this.original;
    this.#showRecording();
    this.#setState("recorded", this.recording.status);
  }

  /** showRecording puts what was recorded in the place of what a run has shown. */
  #showRecording() {
    if (!this.recording) return;
    this.piece("output").innerHTML = this.recording.html;
    this.#showsRun = false;
    void this.#timeline?.then((timeline) => timeline.restore());
    this.querySelector("[data-part=difference]")?.remove();
    this.#showExit(this.recording.exitCode);
  }

  /** @returns {Promise<State>} */
  async #execute() {
    const { words } = this;
    let leftEarly = false;
    this.#stop = () => {
      leftEarly = true;
    };
    this.#setState("booting", words.booting);
    await this.#opening?.catch(() => {}); // a draft may be on its way
    let loaded, exercise;
    try {
      loaded = await tools();
      if (this.dataset.exercise !== undefined) exercise = await import("./exercise/exercise.js");
    } catch {
      return this.#setState("failed", words.boot_failed);
    }
    const [runner, shown] = loaded;
    const screen = new shown.Screen(this.piece("output"), words);
    const edited = this.isEdited;
    this.failure = undefined;
    this.editing?.save();
    this.editing?.editor.showFault();
    const job = runner.submit({
      file: `${this.name.split("/").pop()}.py`,
      source: this.source,
      checks: exercise?.checksOf(this),
      language: words.language,
      onWaiting: () => this.#setState("booting", words.waiting),
      onFetching: (part) =>
        this.#setState("booting", words.fetching, ` ${Math.floor(part * 100)}%`),
      onStarting: () => this.#setState("booting", words.booting),
      onLoading: () => this.#setState("booting", words.loading),
      onStart: () => {
        this.#showsRun = true;
        void this.#timeline?.then((timeline) => timeline.leave());
        screen.clear();
        this.querySelector("[data-part=difference]")?.remove();
        this.#showExit(0);
        this.#setState("running", words.running);
      },
      onOutput: (stream, text) => screen.put(stream, text),
      onInput: (answer) => {
        this.#setState("running", words.asking);
        screen.ask((line) => {
          this.#setState("running", words.running);
          answer(line);
        });
      },
      onCut: () => this.#setState("running", `${words.running} ${words.cut}`),
    });
    this.#stop = () => {
      screen.stopAsking();
      job.stop();
    };
    if (leftEarly) job.stop();
    const result = await job.result;
    await screen.finish(result.kind === "ended" ? result.fold : undefined);
    if (result.kind === "ended") result.cut ||= screen.isCut;
    const state = this.#finish(result, edited, shown);
    exercise?.report(this, result);
    return state;
  }

  /**
   * finish shows how a run ended.
   * @param {Result} result
   * @param {boolean} edited
   * @param {typeof import("./output/output.js")} shown
   * @returns {State}
   */
  #finish(result, edited, shown) {
    const { words, recording } = this;
    if (!recording) return this.state;
    if (result.kind === "crashed") return this.#setState("failed", words.crashed);
    // Nothing has run: the recording stays.
    if (result.kind === "boot-failed" || result.kind === "unavailable") this.#showRecording();
    if (result.kind === "boot-failed") return this.#setState("failed", words.boot_failed);
    if (result.kind === "unavailable") {
      const state = edited ? "failed" : "unavailable"; // another program may well run here
      return this.#setState(state, fill(words.unavailable, { what: result.message }));
    }
    if (result.kind === "stopped") return this.#setState("stopped", words.stopped);
    const output = this.piece("output");
    const now = {
      stdout: shown.printed(output, "stdout"),
      stderr: shown.printed(output, "stderr"),
      exitCode: result.exitCode,
    };
    this.#showExit(result.exitCode);
    this.trace = result.trace;
    if (this.#timelineBox || result.trace.events.length) void this.#drawRun(result, edited);
    const seconds = result.seconds.toFixed(2);
    const booted = result.bootSeconds?.toFixed(2);
    const ending =
      (booted ? fill(words.booted, { seconds: booted }) : "") + (result.cut ? ` ${words.cut}` : "");
    this.failure = result.failure;
    if (result.failure?.line) this.editing?.editor.showFault(result.failure);
    if (edited) {
      const state = result.exitCode === 0 ? "done" : "failed";
      return this.#setState(state, fill(words[state], { seconds }) + ending);
    }
    const same =
      now.stdout === recording.stdout &&
      now.stderr === recording.stderr &&
      now.exitCode === recording.exitCode;
    if (same) return this.#setState("passed", fill(words.passed, { seconds }) + ending);
    const above = this.querySelector(".snippet-exit") ?? output;
    above.after(shown.difference(recording, now, words));
    return this.#setState("differs", fill(words.differs, { seconds }) + ending);
  }

  /**
   * drawRun draws who ran when, unless that was just as recorded.
   * @param {Extract<Result, { kind: "ended" }>} result
   * @param {boolean} edited
   */
  async #drawRun({ trace, drawing }, edited) {
    const timeline = await this.#openTimeline();
    const same = JSON.stringify(trace) === JSON.stringify(timeline.recorded.story.trace);
    if (!edited && same) timeline.restore();
    else timeline.redraw(trace, drawing);
  }

  /** showExit shows a non-zero exit code below the output. @param {number} code */
  #showExit(code) {
    this.querySelector(".snippet-exit")?.remove();
    if (code === 0) return;
    const note = document.createElement("p");
    note.className = "snippet-exit";
    note.textContent = fill(this.words.exit_code, { code });
    this.piece("output").after(note); // where the page has that of the recording
  }

  /**
   * setState shows a state in attribute, text and buttons, and tells who listens.
   * @param {State} state
   * @param {string} status Announced to who does not see it.
   * @param {string} progress Moves too fast to be announced.
   * @returns {State}
   */
  #setState(state, status, progress = "") {
    const changed = state !== this.state;
    this.setAttribute("state", state);
    const shown = this.piece("status");
    if (shown.firstChild?.textContent !== status) shown.textContent = status;
    const moving = shown.querySelector("span") ?? document.createElement("span");
    moving.ariaHidden = "true";
    moving.textContent = progress;
    if (progress) shown.append(moving);
    else moving.remove();
    if (!changed) return state;
    this.#showButtons();
    this.dispatchEvent(new CustomEvent("live-snippet:state", { bubbles: true, detail: { state } }));
    return state;
  }

  /** showButtons shows those that can be pressed now. */
  #showButtons() {
    const { state, words } = this;
    const [run, stop, reset] = [this.button("run"), this.button("stop"), this.button("reset")];
    if (!run || !stop || !reset) return;
    const focused = document.activeElement;
    const active = state === "booting" || state === "running";
    const isChanged = this.source !== this.original;
    const hasOther = this.#showsRun && state !== "passed" && !this.isPlayground;
    run.hidden = active || state === "unavailable";
    run.textContent = state === "failed" ? words.again : words.run;
    stop.hidden = !active;
    reset.hidden = active || state === "unavailable" || !(isChanged || hasOther);
    reset.textContent = isChanged ? words.reset : words.recording;
    // A button that vanishes under the keyboard hands the focus on.
    if (focused === run && run.hidden) stop.focus();
    else if ((focused === stop && stop.hidden) || (focused === reset && reset.hidden)) run.focus();
  }

  async #copy() {
    await this.#copyText(this.source, "copy", this.words.copied);
  }

  /** share copies a link to the playground that holds the program. */
  async #share() {
    const { linkTo } = await import("./editing/share.js");
    const link = await linkTo(this.dataset.playground ?? "", this.source);
    if (!(await this.#copyText(link, "share", this.words.link_copied)))
      this.editing?.note("share", fill(this.words.copy_link, { link }));
  }

  /** goToPlayground takes the program along. */
  async #goToPlayground() {
    const { handOver } = await import("./editing/share.js");
    location.assign(await handOver(this.dataset.playground ?? "", this.source));
  }

  /**
   * copyText puts a text on the clipboard and says so on a button for a while.
   * @param {string} text
   * @param {"copy" | "share"} action
   * @param {string} done
   */
  async #copyText(text, action, done) {
    const button = this.button(action);
    let copied = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copied = false;
    }
    if (button) {
      button.textContent = copied ? done : this.words.copy_failed;
      setTimeout(() => {
        button.textContent = this.words[action];
      }, 2000);
    }
    return copied;
  }

  /**
   * addButton puts a button into the block's bar.
   * @param {Action} action
   * @param {string} label
   * @param {() => void} act
   */
  addButton(action, label, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.action = action;
    button.textContent = label;
    button.addEventListener("click", act);
    this.piece("actions").append(button);
    return button;
  }

  /**
   * @param {Action} action
   * @returns {HTMLButtonElement | null}
   */
  button(action) {
    return this.querySelector(`button[data-action=${action}]`);
  }

  /**
   * piece finds a part of the block by its data-part; the server always renders those asked for.
   * @param {string} name
   * @returns {HTMLElement}
   */
  piece(name) {
    return /** @type {HTMLElement} */ (this.querySelector(`[data-part=${name}]`));
  }
}

// Exercises solved are marked in the navigation; most readers have solved none yet.
if (recall(PROGRESS))
  void import("./exercise/progress.js").then(({ follow }) =>
    follow(stringsFor(document.documentElement)),
  );
if (!customElements.get("live-snippet")) customElements.define("live-snippet", LiveSnippet);
