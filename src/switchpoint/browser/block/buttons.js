/** buttons.js holds the buttons in a block's bar: which there are, and which can be pressed now. */

/** @typedef {"run" | "stop" | "edit" | "copy" | "reset" | "share" | "playground" | "download"} Action */

export class Buttons {
  #block;

  /** @param {import("../live-snippet.js").LiveSnippet} block */
  constructor(block) {
    this.#block = block;
  }

  /**
   * add puts a button at the end of the bar.
   * @param {Action} action
   * @param {string} label
   * @param {() => void} act
   */
  add(action, label, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.action = action;
    button.textContent = label;
    button.addEventListener("click", act);
    this.#block.piece("actions").append(button);
    return button;
  }

  /**
   * find returns a button, or null if the block has none for that.
   * @param {Action} action
   * @returns {HTMLButtonElement | null}
   */
  find(action) {
    return this.#block.querySelector(`button[data-action=${action}]`);
  }

  /** update shows the buttons that can be pressed in the block's state. */
  update() {
    const { state, words, source, original, isPlayground, shown } = this.#block;
    const [run, stop, reset] = [this.find("run"), this.find("stop"), this.find("reset")];
    if (!run || !stop || !reset) return;
    const focused = document.activeElement;
    const isActive = state === "booting" || state === "running";
    const isChanged = source !== original;
    const isOther = shown.isOfRun && state !== "passed" && !isPlayground;
    run.hidden = isActive || state === "unavailable";
    run.textContent = state === "failed" ? words.again : words.run;
    stop.hidden = !isActive;
    reset.hidden = isActive || state === "unavailable" || !(isChanged || isOther);
    reset.textContent = isChanged ? words.reset : words.recording;
    // A button with the focus that is hidden hands the focus to the one in its place.
    if (focused === run && run.hidden) stop.focus();
    else if ((focused === stop && stop.hidden) || (focused === reset && reset.hidden)) run.focus();
  }
}
