/**
 * shown-output.js holds what stands in a block's output, the recording or what a run printed, and
 * what stands below it: the exit code. It removes the difference that run.js shows there.
 */

import { fill } from "../common/fill.js";

/** @typedef {import("./status.js").State} State */

export class ShownOutput {
  #block;
  /** Whether the output is that of a run. */
  isOfRun = false;
  recording = {
    html: "",
    state: /** @type {State} */ ("recorded"),
    status: "",
    stdout: "",
    stderr: "",
    exitCode: 0,
  };

  /** @param {import("../live-snippet.js").LiveSnippet} block */
  constructor(block) {
    this.#block = block;
  }

  get #element() {
    return this.#block.piece("output");
  }

  /** readRecording takes what the page came with as the recording. */
  readRecording() {
    const output = this.#element;
    this.recording = {
      html: output.innerHTML,
      state: "recorded",
      status: this.#block.piece("status").textContent ?? "",
      stdout: output.querySelector("[data-stream=stdout]")?.textContent ?? "",
      stderr: output.querySelector("[data-stream=stderr]")?.textContent ?? "",
      exitCode: Number(this.#block.dataset.exit ?? 0),
    };
  }

  /**
   * lacks keeps the recording as all there is to show: this browser lacks something for the program.
   * @param {string} reason
   */
  lacks(reason) {
    this.recording.state = "unavailable";
    this.recording.status = reason;
  }

  /** showRecording replaces what a run has shown by the recording. */
  showRecording() {
    this.isOfRun = false;
    this.#element.innerHTML = this.recording.html;
    this.removeDifference();
    this.showExit(this.recording.exitCode);
  }

  /** beginRun is called when the output is about to show a run's. */
  beginRun() {
    this.isOfRun = true;
    this.removeDifference();
    this.showExit(0);
  }

  /** showExit shows an exit code below the output, unless it is 0. @param {number} code */
  showExit(code) {
    this.#block.querySelector(".snippet-exit")?.remove();
    if (code === 0) return;
    const note = document.createElement("p");
    note.className = "snippet-exit";
    note.textContent = fill(this.#block.words.exit_code, { code });
    this.#element.after(note); // where pages/block.py puts that of a recording
  }

  removeDifference() {
    this.#block.querySelector("[data-part=difference]")?.remove();
  }
}
