/**
 * live-snippet.js defines the element around a snippet's block. The page is complete without it;
 * it adds Run, Stop and Copy, and shows how what the tab prints compares with the recording.
 */

import { stringsFor } from "./strings.js";

/** @typedef {import("./runner.js").Result} Result */
/** @typedef {"recorded" | "booting" | "running" | "passed" | "differs" | "done" | "failed" | "stopped" | "unavailable"} State */
/** @typedef {"run" | "stop" | "copy" | "reset"} Action */

/** The interpreter's side is fetched on the first sign of interest, not with the page. */
const tools = () => Promise.all([import("./runner.js"), import("./output.js")]);

class LiveSnippet extends HTMLElement {
  /** @type {Promise<import("./timeline.js").Timeline> | undefined} */
  #timeline;
  /** @type {(() => void) | undefined} */
  #stop;
  #ready = false;
  /** @type {Promise<State> | undefined} */
  #run;

  /** connectedCallback upgrades the block; instant navigation connects elements anew. */
  connectedCallback() {
    if (this.#ready) return;
    this.#ready = true;
    this.words = stringsFor(this);
    this.code = this.#part("code").querySelector("code") ?? this.#part("code");
    this.original = this.source;
    const output = this.#part("output");
    this.recording = {
      html: output.innerHTML,
      status: this.#part("status").textContent ?? "",
      stdout: output.querySelector("[data-stream=stdout]")?.textContent ?? "",
      stderr: output.querySelector("[data-stream=stderr]")?.textContent ?? "",
      exitCode: Number(this.dataset.exit ?? 0),
    };
    if (this.#isLive) {
      this.#addButton("run", this.words.run, () => void this.run());
      this.#addButton("stop", this.words.stop, () => this.stop()).hidden = true;
      this.#addButton("reset", this.words.recording, () => this.reset()).hidden = true;
      const interest = () => void tools().then(([runner]) => runner.warm(), () => {});
      for (const sign of ["pointerenter", "focusin", "touchstart"])
        this.addEventListener(sign, interest, { once: true, passive: true });
    }
    this.#addButton("copy", this.words.copy, () => void this.#copy());
    if (this.getAttribute("runtime") === "gevent" && !("Suspending" in WebAssembly))
      this.#setState("unavailable", this.words.unavailable("JSPI"));
    const box = this.#timelineBox;
    if (box?.open) void this.#openTimeline();
    box?.addEventListener("toggle", () => box.open && void this.#openTimeline());
  }

  /** disconnectedCallback ends a run whose reader has left the page. */
  disconnectedCallback() {
    this.#stop?.();
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
    this.#timeline ??= import("./timeline.js").then(({ Timeline }) => {
      const box = /** @type {HTMLDetailsElement} */ (this.#timelineBox);
      const code = /** @type {HTMLElement} */ (this.code);
      return new Timeline(box, code, this.#part("output"), stringsFor(this));
    });
    this.#timeline.catch(() => {
      this.#timeline = undefined; // the network is away: the picture and its words are there
    });
    return this.#timeline;
  }

  /** source is the program's text. */
  get source() {
    return this.code?.textContent ?? "";
  }

  set source(text) {
    if (this.code) this.code.textContent = text;
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
    if (this.source !== this.original) this.source = this.original ?? "";
    this.#part("output").innerHTML = this.recording.html;
    void this.#timeline?.then((timeline) => timeline.restore());
    this.querySelector("[data-part=difference]")?.remove();
    this.#showExit(this.recording.exitCode);
    this.#setState("recorded", this.recording.status);
  }

  /** @returns {Promise<State>} */
  async #execute() {
    const { words } = this;
    let leftEarly = false;
    this.#stop = () => {
      leftEarly = true;
    };
    this.#setState("booting", words?.booting(0) ?? "");
    let loaded;
    try {
      loaded = await tools();
    } catch {
      return this.#setState("failed", words?.bootFailed ?? "");
    }
    const [runner, shown] = loaded;
    const screen = new shown.Screen(this.#part("output"));
    const edited = this.source !== this.original;
    const job = runner.submit({
      file: `${(this.getAttribute("name") ?? "snippet").split("/").pop()}.py`,
      source: this.source,
      language: words?.language ?? "en",
      onWaiting: () => this.#setState("booting", words?.waiting ?? ""),
      onBoot: (part) => this.#setState("booting", words?.booting(Math.floor(part * 100)) ?? ""),
      onStart: () => {
        void this.#timeline?.then((timeline) => timeline.leave());
        screen.clear();
        this.querySelector("[data-part=difference]")?.remove();
        this.#showExit(0);
        this.#setState("running", words?.running ?? "");
      },
      onOutput: (stream, text) => screen.put(stream, text),
    });
    this.#stop = job.stop;
    if (leftEarly) job.stop();
    const result = await job.result;
    screen.flush();
    return this.#finish(result, edited, shown);
  }

  /**
   * finish shows how a run ended.
   * @param {Result} result
   * @param {boolean} edited
   * @param {typeof import("./output.js")} shown
   * @returns {State}
   */
  #finish(result, edited, shown) {
    const { words, recording } = this;
    if (!words || !recording) return this.state;
    if (result.kind === "boot-failed") return this.#setState("failed", words.bootFailed);
    if (result.kind === "crashed") return this.#setState("failed", words.crashed);
    if (result.kind === "unavailable")
      return this.#setState("unavailable", words.unavailable(result.message));
    if (result.kind === "stopped") return this.#setState("stopped", words.stopped);
    const output = this.#part("output");
    const now = {
      stdout: shown.printed(output, "stdout"),
      stderr: shown.printed(output, "stderr"),
      exitCode: result.exitCode,
    };
    this.#showExit(result.exitCode);
    this.trace = result.trace;
    if (this.#timelineBox) void this.#drawRun(result, edited);
    const seconds = result.seconds.toFixed(2);
    const ending = result.cut ? ` ${words.cut}` : "";
    if (edited) {
      const state = result.exitCode === 0 ? "done" : "failed";
      return this.#setState(state, words[state](seconds) + ending);
    }
    const same =
      now.stdout === recording.stdout &&
      now.stderr === recording.stderr &&
      now.exitCode === recording.exitCode;
    if (same) return this.#setState("passed", words.passed(seconds));
    const title = words.differenceTitle;
    output.after(shown.difference(recording, now, { title, exitCode: words.exitCode }));
    return this.#setState("differs", words.differs(seconds) + ending);
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
    note.textContent = this.words?.exitCode(code) ?? "";
    this.append(note);
  }

  /**
   * setState shows a state in attribute, text and buttons, and tells who listens.
   * @param {State} state
   * @param {string} status
   * @returns {State}
   */
  #setState(state, status) {
    const changed = state !== this.state;
    this.setAttribute("state", state);
    const shown = this.#part("status");
    if (shown.textContent !== status) shown.textContent = status;
    if (!changed) return state;
    const active = state === "booting" || state === "running";
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const run = this.#button("run");
    const stop = this.#button("stop");
    const reset = this.#button("reset");
    if (run && stop && reset) {
      run.hidden = active || state === "unavailable";
      run.textContent = (state === "failed" ? this.words?.again : this.words?.run) ?? "";
      stop.hidden = !active;
      reset.hidden = active || ["recorded", "passed", "unavailable"].includes(state);
      // A button that vanishes under the keyboard hands the focus on.
      if (focused === run && run.hidden) stop.focus();
      else if ((focused === stop || focused === reset) && focused?.hidden) run.focus();
    }
    this.dispatchEvent(
      new CustomEvent("live-snippet:state", { bubbles: true, detail: { state } }),
    );
    return state;
  }

  async #copy() {
    const button = this.#button("copy");
    if (!button || !this.words) return;
    try {
      await navigator.clipboard.writeText(this.source);
      button.textContent = this.words.copied;
    } catch {
      button.textContent = this.words.copyFailed;
    }
    setTimeout(() => {
      button.textContent = this.words?.copy ?? "";
    }, 2000);
  }

  /**
   * addButton puts a button into the block's bar.
   * @param {Action} action
   * @param {string} label
   * @param {() => void} act
   */
  #addButton(action, label, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.action = action;
    button.textContent = label;
    button.addEventListener("click", act);
    this.#part("actions").append(button);
    return button;
  }

  /**
   * @param {Action} action
   * @returns {HTMLButtonElement | null}
   */
  #button(action) {
    return this.querySelector(`button[data-action=${action}]`);
  }

  /**
   * part finds a part of the block; the server always renders it.
   * @param {string} name
   * @returns {HTMLElement}
   */
  #part(name) {
    return /** @type {HTMLElement} */ (this.querySelector(`[data-part=${name}]`));
  }
}

if (!customElements.get("live-snippet")) customElements.define("live-snippet", LiveSnippet);
