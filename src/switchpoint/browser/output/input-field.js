/**
 * input-field.js lets the reader type a line where a program asks for one. What is typed stays in
 * view but adds nothing to the output's text, because the program did not print it.
 */

/** @typedef {import("../common/later-strings.js").AllStrings} AllStrings */

/** The longest line that can be typed. */
const LONGEST = 10_000;

/** InputField stands at the end of the output until a line, or the end of input, is sent. */
export class InputField {
  #output;
  #answer;
  #field = document.createElement("span");
  #input = document.createElement("input");

  /**
   * @param {HTMLElement} output
   * @param {AllStrings} words
   * @param {(line: string | null) => void} answer Called with the line; null is the end of input.
   */
  constructor(output, words, answer) {
    this.#output = output;
    this.#answer = answer;
    this.#field.className = "snippet-field";
    this.#field.append(this.#labelledInput(words), this.#endButton(words));
    const { activeElement } = document;
    output.append(this.#field);
    output.scrollTop = output.scrollHeight;
    // A reader who is busy elsewhere on the page keeps the focus there.
    if (activeElement === document.body || output.closest("live-snippet")?.contains(activeElement))
      this.#input.focus();
  }

  /** remove takes the field away. If it had the focus, Stop or the output gets it. */
  remove() {
    const hadFocus = this.#field.contains(document.activeElement);
    this.#field.remove();
    if (!hadFocus) return;
    const block = this.#output.closest("live-snippet");
    const stop = block?.querySelector("button[data-action=stop]:not([hidden])");
    /** @type {HTMLElement} */ (stop ?? this.#output).focus();
  }

  /** labelledInput returns the input, named after the prompt. @param {AllStrings} words */
  #labelledInput(words) {
    const prompt = (this.#output.textContent ?? "").slice(-200).split("\n").pop()?.trim();
    const input = this.#input;
    input.autocomplete = "off";
    input.autocapitalize = "off";
    input.spellcheck = false;
    input.enterKeyHint = "send";
    input.maxLength = LONGEST;
    input.setAttribute("aria-label", prompt ? `${prompt} — ${words.type_here}` : words.type_here);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return; // Enter ends a word in an input method, not the line
      if (event.key === "Enter") this.#send(input.value);
      else if (event.key === "d" && event.ctrlKey && !input.value) this.#send(null);
      else return;
      event.preventDefault();
    });
    return input;
  }

  /** endButton returns the button that sends the end of input. @param {AllStrings} words */
  #endButton(words) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.action = "end-input";
    button.dataset.label = words.end_input; // drawn by CSS: text would be part of the output
    button.title = "Ctrl+D";
    button.setAttribute("aria-label", words.end_input);
    button.addEventListener("click", () => this.#send(null));
    return button;
  }

  /** send replaces the field by what was typed and answers the program. @param {string | null} line */
  #send(line) {
    if (!this.#field.isConnected) return;
    this.remove();
    this.#output.append(echo(line === null ? "" : `${line}\n`));
    this.#answer(line);
  }
}

/**
 * echo shows what was typed. A shadow tree is not part of the output's text.
 * @param {string} line
 */
function echo(line) {
  const typed = document.createElement("span");
  typed.className = "snippet-typed";
  typed.attachShadow({ mode: "open" }).textContent = line;
  return typed;
}
