/**
 * compare.js puts a reader's measurements beside the recorded ones: those that the tab makes, and
 * those in files that are chosen, dropped or pasted. They are read in the page and sent nowhere.
 */

import { fill } from "../common/fill.js";
import { allStrings } from "../common/later-strings.js";
import { explain } from "../common/line-fault.js";
import { addStyles } from "../common/page-styles.js";
import { draw, erase } from "./draw.js";
import { measuringStrings } from "./measuring-strings.js";
import { MEASURING_STYLES } from "./measuring-styles.js";
import { parse, ResultsError } from "./results.js";

/** Bytes that no measurement has. */
const TOO_MANY = 5e6;

/**
 * setUp makes a page's comparison work, once.
 * @param {HTMLElement} area
 * @param {import("../common/strings.js").Strings} strings
 */
export function setUp(area, strings) {
  if (!area.hidden) return;
  area.hidden = false;
  addStyles(MEASURING_STYLES);
  new Comparison(area, strings);
}

class Comparison {
  /**
   * @param {HTMLElement} area
   * @param {import("../common/strings.js").Strings} strings
   */
  constructor(area, strings) {
    this.area = area;
    this.later = allStrings(strings);
    this.words = measuringStrings(strings.language);
    this.status = /** @type {HTMLElement} */ (area.querySelector("[role=status]"));
    this.forget = this.#button("forget");
    this.measure = this.#button("measure");
    this.forget.addEventListener("click", () => this.#forget());
    this.measure.addEventListener("click", () => void this.#measureHere());
    this.#takeFiles();
    const field = /** @type {HTMLTextAreaElement} */ (area.querySelector("textarea"));
    field.addEventListener("input", () => {
      if (field.value.trim()) this.#show([{ name: "", text: field.value }], "yours");
    });
  }

  /** button returns a button of the area. @param {string} action @returns {HTMLButtonElement} */
  #button(action) {
    return /** @type {HTMLButtonElement} */ (this.area.querySelector(`[data-action=${action}]`));
  }

  /** takeFiles takes files from the field, and those that are dropped. */
  #takeFiles() {
    const { area } = this;
    const chooser = /** @type {HTMLInputElement} */ (area.querySelector("input[type=file]"));
    chooser.addEventListener("change", () => void this.#read(chooser.files));
    for (const type of ["dragover", "dragleave", "drop"])
      area.addEventListener(type, (event) => {
        event.preventDefault();
        area.toggleAttribute("data-over", type === "dragover");
      });
    area.addEventListener("drop", (event) => void this.#read(event.dataTransfer?.files));
  }

  /** read shows what files hold. @param {FileList | null | undefined} files */
  async #read(files) {
    const texts = [...(files ?? [])].map(async (file) => ({
      name: file.name,
      text: file.size < TOO_MANY ? await file.text() : "",
    }));
    this.#show(await Promise.all(texts), "yours");
  }

  /**
   * show draws measurements, and says which were drawn and what is wrong with the others.
   * @param {{ name: string, text: string }[]} files
   * @param {"yours" | "tab"} from
   */
  #show(files, from) {
    const { words } = this;
    /** @type {string[]} */
    const drawn = [];
    const problems = [];
    for (const { name, text } of files) {
      const said = this.#problemOf(text, from, drawn);
      if (said) problems.push(name ? `${name}: ${said}` : said);
    }
    const done = drawn.length ? [fill(words.drawn, { names: drawn.join(", ") })] : [];
    this.status.textContent = [...done, ...problems].join("\n");
    if (drawn.length) this.forget.hidden = false;
  }

  /**
   * problemOf draws one measurement, or returns what is wrong with it.
   * @param {string} text
   * @param {"yours" | "tab"} from
   * @param {string[]} drawn The experiments that were drawn; it is added to them.
   */
  #problemOf(text, from, drawn) {
    const { words } = this;
    try {
      const results = parse(text);
      if (!draw(results, from, words[from], words.times))
        return fill(words.unknown, { name: results.experiment.slice(0, 40) });
      drawn.push(results.experiment);
      return "";
    } catch (error) {
      if (!(error instanceof ResultsError)) throw error;
      return fill(words[error.reason], { found: error.found });
    }
  }

  /** measureHere runs the program that measures in this tab, and shows what it has measured. */
  async #measureHere() {
    const { later, words, measure, status } = this;
    const say = (/** @type {string} */ text) => {
      status.textContent = text;
    };
    let printed = "";
    let complained = "";
    measure.disabled = true;
    say(later.booting);
    const program = this.area.querySelector("[data-part=program]");
    let runner;
    try {
      // Not a static import: the runner would then be in a chunk of its own, and a click on Run in
      // any block would have to wait for two files, one after the other.
      runner = await import("../interpreter/runner.js");
    } catch (error) {
      measure.disabled = false;
      return say(await explain(error, later));
    }
    const { result } = runner.submit({
      file: "in_tab.py",
      source: program?.textContent ?? "",
      language: later.language,
      onWaiting: () => say(later.waiting),
      onFetching: (part) => say(`${later.fetching} ${Math.floor(part * 100)}%`),
      onStarting: () => say(later.booting),
      onLoading: () => say(later.loading),
      onStart: () => say(words.measuring),
      onOutput: (stream, text) => {
        if (stream === "stdout") printed += text;
        else complained += text;
      },
      onInput: (answer) => answer(null),
    });
    const how = await result;
    measure.disabled = false;
    if (how.kind === "boot-failed") return say(await explain(how.message, later));
    if (how.kind === "unavailable") return say(fill(later.unavailable, { what: how.message }));
    if (how.kind !== "ended" || how.exitCode !== 0)
      return say(`${words.not_ended} ${complained.trim().split("\n").pop() ?? ""}`);
    const lines = printed.trim().split("\n");
    this.#show(
      lines.map((text) => ({ name: "", text })),
      "tab",
    );
  }

  #forget() {
    erase();
    this.status.textContent = "";
    this.forget.hidden = true;
    const fields = /** @type {NodeListOf<HTMLInputElement>} */ (
      this.area.querySelectorAll("input, textarea")
    );
    for (const field of fields) field.value = "";
  }
}
