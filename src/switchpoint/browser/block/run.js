/**
 * run.js runs a block's program and shows how it goes: what the reader waits for, the output as it
 * comes, how the program ended, and whether it printed what is recorded. It is loaded with the
 * first run.
 */

import { fill } from "../common/fill.js";
import { allStrings } from "../common/later-strings.js";
import { explain } from "../common/line-fault.js";
import { noteHere } from "../exercise/note-reading.js";
import { keepAfterRun } from "../offline/keep-offline.js";
import { drawComparison, printedBy } from "../output/comparison.js";
import { Screen } from "../output/screen.js";
import { showTrace } from "./run-timeline.js";

/** CPython's message when C code calls itself too deep, which tells a reader nothing. */
const STACK_OVERFLOW = "RecursionError: Stack overflow";

/** The states in which a run ends that ran the program. */
const RAN = ["passed", "differs", "done"];

/** @typedef {import("../interpreter/runner.js").Result} Result */
/** @typedef {Extract<Result, { kind: "ended" }>} Ended */
/** @typedef {import("./status.js").State} State */

/** Run is one run of a block's program; it begins when it is made. */
export class Run {
  #block;
  #words;
  #screen;
  #job;
  /** The program, which the reader may change while it runs. */
  #source;
  /** Whether it is another than the recorded one. */
  #isEdited;

  /**
   * @param {import("../live-snippet.js").LiveSnippet} block
   * @param {typeof import("../interpreter/runner.js")} runner
   * @param {string} [checks] The checks of an exercise.
   */
  constructor(block, runner, checks) {
    this.#block = block;
    this.#words = allStrings(block.words);
    this.#screen = new Screen(block.piece("output"), this.#words);
    this.#source = block.source;
    this.#isEdited = block.isEdited;
    block.editing?.save();
    block.editing?.editor.showFault();
    this.#job = runner.submit({
      file: `${block.name.split("/").pop()}.py`,
      source: this.#source,
      checks,
      language: block.words.language,
      ...this.#listeners(),
    });
  }

  /** stop ends the run; called again, it does so without waiting for the program to clean up. */
  stop() {
    this.#screen.stopAsking();
    this.#job.stop();
  }

  /**
   * end waits for the end of the run and shows how it ended.
   * @returns {Promise<Result>}
   */
  async end() {
    const result = await this.#job.result;
    await this.#screen.finish(result.kind === "ended" ? result.fold : undefined);
    this.#block.piece("output").dataset.empty = this.#words.nothing_printed;
    await this.#show(result);
    for (const part of this.#keptParts) part.style.minHeight = "";
    this.#noteRun();
    return result;
  }

  /** noteRun remembers that the program was run, and has the site kept for use without a network. */
  #noteRun() {
    const block = this.#block;
    if (!RAN.includes(block.state)) return;
    noteHere(location.href, { ran: block.name });
    keepAfterRun(block.getAttribute("runtime"));
  }

  /** keptParts are the block and its output, which grow during a run, but do not shrink. */
  get #keptParts() {
    return [this.#block, this.#block.piece("printed")];
  }

  /**
   * keepHeight keeps the room until the end, so that the page below does not jump. The browser has to
   * lay out the page for it.
   */
  #keepHeight() {
    const heights = this.#keptParts.map((part) => part.offsetHeight);
    for (const [index, part] of this.#keptParts.entries())
      part.style.minHeight = `${heights[index]}px`;
  }

  /** listeners returns what the runner calls while the run lasts. */
  #listeners() {
    const [block, screen] = [this.#block, this.#screen];
    const words = this.#words;
    return {
      onWaiting: () => block.setState("booting", words.waiting),
      onFetching: (/** @type {number} */ part, /** @type {number} */ bytes) => {
        const values = { part: Math.floor(part * 100), total: (bytes / 1e6).toFixed(1) };
        block.setState("booting", words.fetching, ` ${fill(words.fetched, values)}`);
      },
      onStarting: () => block.setState("booting", words.booting),
      onLoading: () => block.setState("booting", words.loading),
      onStart: () => {
        this.#keepHeight();
        void block.timeline.leave();
        block.piece("prediction")?.setAttribute("open", "");
        block.shown.beginRun();
        screen.clear();
        block.setState("running", words.running);
      },
      onOutput: screen.put.bind(screen),
      onInput: (/** @type {(line: string | null) => void} */ answer) => {
        block.setState("running", words.asking);
        screen.ask((line) => {
          block.setState("running", words.running);
          answer(line);
        });
      },
      onCut: () => block.setState("running", `${words.running} ${words.cut}`),
    };
  }

  /** show shows how the run ended. @param {Result} result */
  async #show(result) {
    const block = this.#block;
    const words = this.#words;
    switch (result.kind) {
      case "ended":
        return this.#showEnd(result);
      case "stopped":
        return block.setState("stopped", words.stopped);
      case "crashed":
        return block.setState("failed", words.crashed);
      case "boot-failed":
        block.showRecording();
        return block.setState("failed", await explain(result.message, block.words));
      case "unavailable": {
        const reason = fill(words.unavailable, { what: result.message });
        block.showRecording();
        // Another program may well run in this browser.
        if (this.#isEdited) return block.setState("failed", reason);
        block.shown.lacks(reason + words.recording_below);
        return block.rest();
      }
    }
  }

  /** showEnd shows a run that came to its end. @param {Ended} result */
  #showEnd(result) {
    const block = this.#block;
    const words = this.#words;
    block.trace = result.trace;
    block.failure = result.failure;
    block.shown.showExit(result.exitCode);
    void showTrace(block, result.trace, result.drawing, this.#source);
    if (result.failure?.line) block.editing?.editor.showFault(result.failure);
    const state = this.#isEdited
      ? result.exitCode === 0
        ? "done"
        : "failed"
      : this.#compare(result.exitCode);
    const booted = result.bootSeconds?.toFixed(2);
    // That the starting code of an exercise does as recorded is no success.
    const isStart = state === "passed" && block.dataset.exercise !== undefined;
    block.setState(
      state,
      fill(words[isStart ? "done" : this.#saidOf(state, result)], {
        seconds: result.seconds.toFixed(2),
        code: result.exitCode,
      }) +
        (booted ? fill(words.booted, { seconds: booted }) : "") +
        (result.cut || this.#screen.isCut ? ` ${words.cut}` : "") +
        (result.failure?.message.startsWith(STACK_OVERFLOW) ? ` ${words.stack}` : ""),
    );
    if (state !== "passed") void this.#advise();
  }

  /**
   * saidOf returns the name of the words for an end. sys.exit ends a program without an exception.
   * @param {"passed" | "differs" | "done" | "failed"} state
   * @param {Ended} result
   */
  #saidOf(state, result) {
    return state === "failed" && !result.failure ? "exited" : state;
  }

  /** advise helps with what the program printed to standard error; a page explains what is recorded. */
  async #advise() {
    const stderr = printedBy(this.#screen.output, "stderr");
    if (!stderr) return;
    const advice = await import("../advice/show-advice.js").catch(() => undefined);
    await advice?.showAdvice(this.#block, this.#source, stderr);
  }

  /**
   * compare compares the run with the recording, and shows the difference if there is one.
   * @param {number} exitCode
   */
  #compare(exitCode) {
    const { shown } = this.#block;
    const { recording } = shown;
    const { output } = this.#screen;
    const now = {
      stdout: printedBy(output, "stdout"),
      stderr: printedBy(output, "stderr"),
      exitCode,
    };
    const isSame =
      now.stdout === recording.stdout &&
      now.stderr === recording.stderr &&
      now.exitCode === recording.exitCode;
    if (isSame) return "passed";
    const above = this.#block.querySelector(".snippet-exit") ?? this.#block.piece("output");
    above.after(drawComparison(recording, now, this.#words));
    return "differs";
  }
}
