/** buttons.js holds the buttons in a block's bar: which there are, and which can be pressed now. */

/** @typedef {"run" | "stop" | "edit" | "copy" | "reset" | "share" | "download"} Action */

/** Milliseconds for which a button says what it has done. */
const NOTICE = 2000;

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

  /**
   * copy puts a text on the clipboard, says on a button for a while whether that succeeded, and
   * returns it.
   * @param {string} text
   * @param {"copy" | "share"} action The button.
   * @param {string} label What it says otherwise.
   * @param {string} done What it says then.
   */
  async copy(text, action, label, done) {
    const button = /** @type {HTMLButtonElement} */ (this.find(action));
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    button.textContent = isCopied ? done : this.#block.words.copy_failed;
    setTimeout(() => {
      button.textContent = label;
    }, NOTICE);
    return isCopied;
  }

  /** update shows the buttons that can be pressed in the block's state. */
  update() {
    const { state, words, source, original, isPlayground, shown, trace, editing } = this.#block;
    const [run, stop, reset] = [this.find("run"), this.find("stop"), this.find("reset")];
    if (!run || !stop || !reset) return;
    const focused = document.activeElement;
    const isActive = state === "booting" || state === "running";
    const isChanged = source !== original;
    const isOther = shown.isOfRun && state !== "passed" && !isPlayground;
    run.hidden = isActive || state === "unavailable";
    // Where the machine failed, not the program, nothing has been traced.
    run.textContent = state === "failed" && !trace ? words.again : words.run;
    stop.hidden = !isActive;
    reset.hidden = isActive || state === "unavailable" || !(isChanged || isOther);
    reset.textContent = isChanged ? (editing?.resetLabel ?? words.reset) : words.recording;
    // A button with the focus that is hidden hands the focus to the one in its place.
    if (focused === run && run.hidden) stop.focus();
    else if ((focused === stop && stop.hidden) || (focused === reset && reset.hidden)) run.focus();
  }
}
