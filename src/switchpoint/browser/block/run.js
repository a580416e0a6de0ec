/**
 * run.js runs a block's program and shows how it goes: what the reader waits for, the output as it
 * comes, how the program ended, and whether it printed what is recorded. It is loaded with the
 * first run.
 */

import { fill } from "../common/fill.js";
import { allStrings } from "../common/later-strings.js";
import { drawComparison, printedBy } from "../output/comparison.js";
import { Screen } from "../output/screen.js";
import { showTrace } from "./run-timeline.js";

/** CPython's message when C code calls itself too deep, which tells a reader nothing. */
const STACK_OVERFLOW = "RecursionError: Stack overflow";

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
    block.failure = undefined;
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
    this.#show(result);
    this.#block.piece("printed").style.minHeight = "";
    return result;
  }

  /** keepHeight keeps the output's room until the end, so that the page below does not jump. */
  #keepHeight() {
    const part = this.#block.piece("printed");
    part.style.minHeight = `${part.offsetHeight}px`;
  }

  /** listeners returns what the runner calls while the run lasts. */
  #listeners() {
    const [block, screen] = [this.#block, this.#screen];
    const words = this.#words;
    return {
      onWaiting: () => block.setState("booting", words.waiting),
      onFetching: (/** @type {number} */ part) =>
        block.setState("booting", words.fetching, ` ${Math.floor(part * 100)}%`),
      onStarting: () => block.setState("booting", words.booting),
      onLoading: () => block.setState("booting", words.loading),
      onStart: () => {
        void block.timeline.leave();
        block.piece("prediction")?.setAttribute("open", "");
        this.#keepHeight();
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
  #show(result) {
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
        return block.setState("failed", words.boot_failed);
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
      fill(words[isStart ? "done" : state], { seconds: result.seconds.toFixed(2) }) +
        (booted ? fill(words.booted, { seconds: booted }) : "") +
        (result.cut || this.#screen.isCut ? ` ${words.cut}` : "") +
        (result.failure?.message.startsWith(STACK_OVERFLOW) ? ` ${words.stack}` : ""),
    );
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
    shown.showDifference(drawComparison(recording, now, this.#words));
    return "differs";
  }
}
