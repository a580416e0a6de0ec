/**
 * timeline.js lets a reader step through a trace with buttons, arrow keys, a slider, or by pointing
 * at an event. For each step it marks the picture, the code's line and what has been printed, and
 * shows what each frame holds. It needs no Python: the trace is in the page, or comes with a run.
 */

import { fill } from "../common/fill.js";
import { frameCards } from "./frames.js";
import { markLine, markPrinted } from "./marks.js";
import { draw } from "./svg.js";

export { blankBox } from "./blank-box.js";

/** @typedef {import("../interpreter/messages.js").Trace} Trace */
/** @typedef {import("../interpreter/messages.js").Drawing} Drawing */
/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */
/** @typedef {{ trace: Trace, says: string[] }} Story A trace, and a sentence for each event. */

/** @type {Story} */
const NOTHING = { trace: { version: 1, lanes: [], events: [] }, says: [] };

/**
 * storyOf unpacks a story as pages/block.py writes it: each sentence once, and each event's number of
 * its sentence.
 * @param {{ trace: Trace, sentences: string[], says: number[] }} data
 * @returns {Story}
 */
function storyOf({ trace, sentences, says }) {
  return { trace, says: says.map((index) => sentences[index] ?? "") };
}

/** Timeline is the timeline of one block, in its `details`. */
export class Timeline {
  /** The number of events that have happened where the reader is; -1 when nobody is stepping. */
  #position = -1;

  /**
   * @param {HTMLDetailsElement} box
   * @param {LiveSnippet} block
   */
  constructor(box, block) {
    const { words } = block;
    this.box = box;
    this.block = block;
    this.output = block.piece("output");
    this.words = words;
    this.scroller = /** @type {HTMLElement} */ (box.querySelector(".timeline-scroll"));
    this.list = /** @type {HTMLElement} */ (box.querySelector(".timeline-story ol"));
    const data = /** @type {HTMLTemplateElement | null} */ (box.querySelector("[data-part=trace]"));
    /** @type {Story} */
    this.story = data ? storyOf(JSON.parse(data.content.textContent ?? "")) : NOTHING;
    this.recorded = { story: this.story, svg: this.#svg, items: [...this.list.children] };
    this.back = this.#button("step-back", "◀", words.step_back, -1);
    this.forward = this.#button("step-forward", "▶", words.step_forward, 1);
    this.slider = document.createElement("input");
    this.said = document.createElement("p");
    this.frames = document.createElement("div");
    this.#addControls();
    this.#listen();
    this.#show();
  }

  get #svg() {
    return /** @type {SVGElement} */ (this.scroller.querySelector("svg"));
  }

  /** redraw shows the trace of a run in place of the recorded one. @param {Trace} trace @param {Drawing} drawing */
  redraw(trace, drawing) {
    this.#replace({ trace, says: drawing.says }, draw(drawing));
    this.list.replaceChildren(
      ...drawing.story.map((line) => {
        const item = document.createElement("li");
        item.textContent = line;
        return item;
      }),
    );
  }

  /** restore shows the recorded trace again. */
  restore() {
    if (this.story === this.recorded.story) return this.leave();
    this.#replace(this.recorded.story, this.recorded.svg);
    this.list.replaceChildren(...this.recorded.items);
  }

  /** leave ends stepping: the whole output is shown again as printed. */
  leave() {
    this.#position = -1;
    this.#show();
  }

  /** replace puts another story and its picture in place. @param {Story} story @param {SVGElement} picture */
  #replace(story, picture) {
    this.#svg.replaceWith(picture);
    this.story = story;
    this.box.hidden = story.trace.events.length === 0;
    this.slider.max = String(story.trace.events.length);
    this.leave();
  }

  #addControls() {
    const { words } = this;
    const bar = document.createElement("div");
    bar.dataset.part = "steps";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", words.steps);
    this.slider.type = "range";
    this.slider.min = "0";
    this.slider.max = String(this.story.trace.events.length);
    this.slider.setAttribute("aria-label", words.steps);
    this.slider.addEventListener("input", () => this.#go(Number(this.slider.value)));
    this.said.className = "step-said";
    this.frames.dataset.part = "frames";
    bar.append(this.back, this.slider, this.forward);
    this.scroller.before(bar, this.said, this.frames);
  }

  /**
   * button returns a button that goes a step on or back; so do the arrow keys on it.
   * @param {string} action
   * @param {string} sign
   * @param {string} label
   * @param {1 | -1} by
   */
  #button(action, sign, label, by) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.action = action;
    button.textContent = sign;
    button.setAttribute("aria-label", label);
    button.title = label;
    button.addEventListener("click", () => this.#go(this.#at + by));
    button.addEventListener("keydown", (event) => {
      const direction = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!direction) return;
      event.preventDefault();
      this.#go(this.#at + direction);
    });
    return button;
  }

  #listen() {
    /** @param {Event} event */
    const stepOf = (event) => {
      const shape = /** @type {Element} */ (event.target).closest("[data-step]");
      return shape ? Number(shape.getAttribute("data-step")) + 1 : undefined;
    };
    this.scroller.addEventListener("click", (event) => {
      const step = stepOf(event);
      if (step !== undefined) this.#go(step);
    });
    this.scroller.addEventListener("pointerover", (event) => {
      const step = event.pointerType === "mouse" ? stepOf(event) : undefined;
      if (step !== undefined) this.#show(Math.min(step, this.story.trace.events.length));
    });
    this.scroller.addEventListener("pointerleave", () => this.#show());
    this.scroller.addEventListener("scroll", () => this.#keepNames(), { passive: true });
  }

  /** keepNames tells the style sheet how far the picture is scrolled: the lanes' names stay in view. */
  #keepNames() {
    const { scrollTop } = this.scroller;
    this.scroller.style.setProperty("--tl-scrolled", `${scrollTop}px`);
    this.scroller.toggleAttribute("data-scrolled", scrollTop > 0);
  }

  /** at is the number of the step that the reader is at. */
  get #at() {
    return Math.max(0, this.#position);
  }

  /** go goes to a step and brings it into view. @param {number} position */
  #go(position) {
    this.#position = Math.max(0, Math.min(position, this.story.trace.events.length));
    this.#show();
    this.#scrollTo(this.#position - 1);
  }

  /** show shows the state after so many events, by default at the reader's step. */
  #show(position = this.#position) {
    const { events } = this.story.trace;
    const stepping = position >= 0;
    const last = events[position - 1];
    this.box.toggleAttribute("data-stepping", stepping);
    this.slider.value = String(Math.max(0, position));
    this.slider.setAttribute(
      "aria-valuetext",
      fill(this.words.step, { at: this.#at, all: events.length }),
    );
    this.back.disabled = this.#at === 0;
    this.forward.disabled = this.#at === events.length;
    this.#say(position);
    this.#markPicture(position);
    this.#markCode(stepping && last ? last.line : 0);
    const all = !stepping || position === events.length;
    markPrinted(this.output, all ? Infinity : (last?.output[1] ?? 0));
    const cards = stepping ? frameCards(this.story.trace, position, this.words) : [];
    this.frames.replaceChildren(...cards);
    this.frames.hidden = cards.length === 0;
  }

  /** markCode marks a line in the code or in the field; 0 removes the mark. @param {number} line */
  #markCode(line) {
    const { code, editing } = this.block;
    editing?.editor.showHighlight(line);
    if (code) markLine(code, editing ? 0 : line);
  }

  /** say shows the sentence of a step, with its line of the code. @param {number} position */
  #say(position) {
    const { events } = this.story.trace;
    // Screen readers read out a step, but not the hint: it would interrupt how a run has ended.
    this.said.role = position < 0 ? null : "status";
    if (position < 0) {
      this.said.textContent = this.words.step_hint;
      return;
    }
    const sentence = this.story.says[position - 1] ?? "";
    this.said.textContent = `${fill(this.words.step, { at: position, all: events.length })}${sentence}`;
    const line = this.block.source.split("\n")[(events[position - 1]?.line ?? 0) - 1];
    if (line === undefined) return;
    const shown = document.createElement("code");
    shown.textContent = line.trim();
    this.said.append(shown);
  }

  /** markPicture tells the style sheet which events are now and which later. @param {number} position */
  #markPicture(position) {
    for (const shape of this.#svg.querySelectorAll("[data-step]")) {
      const step = Number(shape.getAttribute("data-step"));
      const until = Number(shape.getAttribute("data-until") ?? step + 1);
      const running = shape.classList.contains("tl-bar");
      const now = running ? step === position : step < position && position <= until;
      shape.classList.toggle("tl-now", position >= 0 && now);
      shape.classList.toggle(
        "tl-later",
        position >= 0 && step > (running ? position : position - 1),
      );
    }
  }

  /** scrollTo brings a step into view by scrolling the picture, not the page. @param {number} step */
  #scrollTo(step) {
    const shapes = [...this.#svg.querySelectorAll(".tl-now")];
    const shape = shapes.find((s) => Number(s.getAttribute("data-step")) === step) ?? shapes[0];
    if (!shape) return;
    const view = this.scroller.getBoundingClientRect();
    const box = shape.getBoundingClientRect();
    if (box.top < view.top + 60 || box.bottom > view.bottom - 30)
      this.scroller.scrollTop += box.top - view.top - view.height / 2;
    if (box.left < view.left + 10 || box.right > view.right - 10)
      this.scroller.scrollLeft += box.left - view.left - view.width / 3;
  }
}
