/**
 * prediction.js compares what a reader has guessed with the recorded output when the output is
 * unfolded. It is loaded when the reader goes into the field for the guess.
 */

import { fill } from "../common/fill.js";
import { addStyles } from "../common/page-styles.js";
import { compareGuess, linesToGuess } from "./compare-guess.js";
import { predictionStrings } from "./prediction-strings.js";
import { PREDICTION_STYLES } from "./prediction-styles.js";

/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */
/** @typedef {import("./compare-guess.js").Row} Row */

export class Prediction {
  #box;
  #field;
  #words;
  #printed;
  /** What is read out, and the lines below it. */
  #said = document.createElement("p");
  #list = document.createElement("ul");

  /** @param {LiveSnippet} block */
  constructor(block) {
    addStyles(PREDICTION_STYLES);
    this.#box = /** @type {HTMLDetailsElement} */ (block.piece("prediction"));
    this.#words = predictionStrings(block.words.language);
    this.#printed = linesToGuess(block.shown.recording);
    const guess = block.piece("guess");
    this.#field = /** @type {HTMLTextAreaElement} */ (guess.querySelector("textarea"));
    const result = document.createElement("div");
    result.dataset.part = "guessed";
    this.#said.setAttribute("role", "status");
    result.append(this.#said, this.#list);
    guess.append(this.#button(), result);
    this.#box.addEventListener("toggle", () => this.#compare());
    this.#field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#open();
    });
    this.#compare();
  }

  #button() {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.action = "compare";
    button.textContent = this.#words.compare;
    button.addEventListener("click", () => this.#open());
    return button;
  }

  /** open unfolds the output and compares. */
  #open() {
    if (this.#box.open) this.#compare();
    else this.#box.open = true;
  }

  /** compare shows the comparison, if the output is unfolded and there is a guess. */
  #compare() {
    const guess = this.#field.value;
    const isGuessed = this.#box.open && guess.trim() !== "";
    const rows = isGuessed ? compareGuess(guess, this.#printed) : [];
    this.#said.textContent = isGuessed ? this.#sum(rows) : "";
    this.#list.replaceChildren(...rows.map((row) => this.#drawRow(row)));
    this.#list.hidden = !isGuessed;
  }

  /** sum says how many lines are right. @param {Row[]} rows */
  #sum(rows) {
    const right = rows.filter(({ kind }) => kind === "right").length;
    if (right === rows.length) return this.#words.all_right;
    return fill(this.#words.some_right, { right, all: this.#printed.length });
  }

  /** drawRow returns the line for a row: the verdict, then the guess and what was printed. @param {Row} row */
  #drawRow(row) {
    const words = this.#words;
    const item = document.createElement("li");
    item.dataset.kind = row.kind;
    const verdict = item.appendChild(document.createElement("b"));
    verdict.textContent = words[row.kind];
    if ("guess" in row) item.append(" ", code(row.guess));
    if (row.kind === "differs") item.append(words.printed);
    if (row.kind === "differs" || row.kind === "missing") item.append(" ", code(row.printed));
    return item;
  }
}

/** code returns an element for a line of output. @param {string} text */
function code(text) {
  const element = document.createElement("code");
  element.textContent = text;
  return element;
}
