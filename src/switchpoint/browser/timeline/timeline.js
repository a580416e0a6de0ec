/**
 * timeline.js lets a reader step through a trace with buttons, keys, a slider, as a film, or by
 * pointing at an event. For each step it marks the picture, the code's line and what has been printed, and
 * shows what each frame holds. It needs no Python: the trace is in the page, or comes with a run.
 */

import { fill } from "../common/fill.js";
import { Controls } from "./controls.js";
import { Excerpt } from "./excerpt.js";
import { Film } from "./film.js";
import { frameCards } from "./frames.js";
import { markLine, markPrinted, showPrinted } from "./marks.js";

/** @typedef {import("../interpreter/messages.js").Trace} Trace */
/** @typedef {import("../interpreter/messages.js").Drawing} Drawing */
/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */
/**
 * Story is the trace of a program, with a sentence for each event.
 * @typedef {{ source: string, trace: Trace, says: string[] }} Story
 */

/** Pixels that a picture is high at least, and that are left for the header and some air. */
const LOWEST = 160;
const AROUND = 70;

/** What the page has of a program whose switches were not recorded. */
const NOTHING = { trace: { version: 1, lanes: [], events: [] }, sentences: [], says: [] };

/**
 * storyOf unpacks a story as pages/block.py writes it: each sentence once, and each event's number of
 * its sentence.
 * @param {string} source
 * @param {{ trace: Trace, sentences: string[], says: number[] }} data
 * @returns {Story}
 */
function storyOf(source, { trace, sentences, says }) {
  return { source, trace, says: says.map((index) => sentences[index] ?? "") };
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
    this.box = box;
    this.block = block;
    this.output = block.piece("output");
    this.words = block.words;
    this.scroller = /** @type {HTMLElement} */ (box.querySelector(".timeline-scroll"));
    this.list = /** @type {HTMLElement} */ (box.querySelector(".timeline-story ol"));
    const data = /** @type {HTMLTemplateElement | null} */ (box.querySelector("[data-part=trace]"));
    const page = data ? JSON.parse(data.content.textContent ?? "") : NOTHING;
    this.story = storyOf(block.original, page);
    this.recorded = { story: this.story, svg: this.#svg, items: [...this.list.children] };
    this.film = new Film(
      () => this.#play(),
      () => this.controls.showFilm(this.film),
    );
    this.controls = new Controls(this.words, {
      go: (position) => this.#go(position),
      play: () => this.#toggleFilm(),
      speed: () => this.film.changeSpeed(),
    });
    this.excerpt = new Excerpt(block);
    this.stage = document.createElement("div");
    this.said = document.createElement("p");
    this.frames = document.createElement("div");
    this.#addStage();
    this.#listen();
    block.removal.addEventListener("abort", () => this.leave());
    this.#show();
  }

  get #svg() {
    return /** @type {SVGElement} */ (this.scroller.querySelector("svg"));
  }

  /** restore shows the recorded trace again. */
  restore() {
    const { story, svg, items } = this.recorded;
    if (this.story === story) this.leave();
    else this.replace(story, svg, items);
  }

  /** leave ends stepping: the whole output is shown again as printed. */
  leave() {
    this.film.pause();
    this.#position = -1;
    this.scroller.style.maxHeight = "";
    this.#show();
  }

  /**
   * replace shows another story, its picture and its list of sentences.
   * @param {Story} story
   * @param {SVGElement} picture
   * @param {Element[]} items
   */
  replace(story, picture, items) {
    this.#svg.replaceWith(picture);
    this.list.replaceChildren(...items);
    this.story = story;
    this.box.hidden = story.trace.events.length === 0;
    this.leave();
  }

  /** addStage puts what belongs to a step on a stage of its own, which fits a screen. */
  #addStage() {
    const { stage, scroller } = this;
    stage.className = "timeline-stage";
    this.said.className = "step-said";
    this.frames.dataset.part = "frames";
    scroller.replaceWith(stage);
    stage.append(this.excerpt.element, scroller, this.controls.element, this.said);
    stage.after(this.frames);
    this.controls.showFilm(this.film);
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
    this.stage.addEventListener("keydown", (event) => this.#onKey(event));
    this.scroller.addEventListener("scroll", () => this.#keepNames(), { passive: true });
  }

  /** keepNames tells the style sheet how far the picture is scrolled: the lanes' names stay in view. */
  #keepNames() {
    const { scrollTop } = this.scroller;
    this.scroller.style.setProperty("--tl-scrolled", `${scrollTop}px`);
    this.scroller.toggleAttribute("data-scrolled", scrollTop > 0);
  }

  /**
   * onKey goes on or back with the arrows, to the end with Home and End, and plays with the space
   * bar. A slider moves by itself, and on a button the space bar presses it.
   * @param {KeyboardEvent} event
   */
  #onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const target = /** @type {Element} */ (event.target);
    if (event.key === " " && !target.closest("button")) this.#toggleFilm();
    else {
      const to = target === this.controls.slider ? undefined : this.#stepFor(event.key);
      if (to === undefined) return;
      this.#go(to);
    }
    event.preventDefault();
  }

  /** stepFor returns the step that a key goes to, undefined for another key. @param {string} key */
  #stepFor(key) {
    if (key === "Home") return 0;
    if (key === "End") return this.story.trace.events.length;
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
    return by && this.#at + by;
  }

  /** at is the number of the step that the reader is at. */
  get #at() {
    return Math.max(0, this.#position);
  }

  /** go goes to a step, as the reader has asked, and brings it into view. @param {number} position */
  #go(position) {
    this.film.pause();
    this.#showStep(position);
    this.#reveal();
  }

  /** showStep shows a step. Controls that are in view stay in their place. @param {number} position */
  #showStep(position) {
    const { element } = this.controls;
    const before = element.getBoundingClientRect().top;
    this.#position = Math.max(0, Math.min(position, this.story.trace.events.length));
    this.#show();
    if (!this.excerpt.isShown) this.#fit();
    this.#showArrow();
    showPrinted(this.output);
    scrollBy({ top: element.getBoundingClientRect().top - before, behavior: "instant" });
  }

  /** fit makes the picture lower if it and the output below do not fit the screen together. */
  #fit() {
    const { scroller, output } = this;
    const body = this.block.piece("body");
    const room = innerHeight - AROUND;
    const needed = output.getBoundingClientRect().bottom - body.getBoundingClientRect().top;
    if (needed > room)
      scroller.style.maxHeight = `${Math.max(LOWEST, scroller.offsetHeight - needed + room)}px`;
  }

  /** reveal scrolls the page, as little as possible, until the step can be seen. */
  #reveal() {
    /** @type {ScrollIntoViewOptions} */
    const nearest = { block: "nearest", behavior: "instant" };
    if (!this.excerpt.isShown) this.block.piece("body").scrollIntoView(nearest);
    this.stage.scrollIntoView(nearest);
  }

  /** toggleFilm plays or pauses. After the last step the film begins again. */
  #toggleFilm() {
    if (this.film.isPlaying) return this.film.pause();
    if (this.#at === this.story.trace.events.length) this.#position = 0;
    this.film.start();
    this.#reveal();
  }

  /** playOnce plays the film from its beginning, unless the reader is stepping. It moves no page. */
  playOnce() {
    if (this.#position < 0 && !this.box.inert) this.film.start();
  }

  /** play goes on a step of the film; it returns whether there is another one. */
  #play() {
    this.#showStep(this.#at + 1);
    return this.#at < this.story.trace.events.length;
  }

  /** show shows the state after so many events, by default at the reader's step. */
  #show(position = this.#position) {
    const { events } = this.story.trace;
    const stepping = position >= 0;
    const last = events[position - 1];
    // The page's attribute hides the theme's button to the top.
    for (const it of [this.box, document.body]) it.toggleAttribute("data-stepping", stepping);
    // Once the reader has changed the program, the trace is another one's, until the next run.
    this.box.inert = this.story.source !== this.block.source;
    this.controls.showStep(Math.max(0, position), events.length);
    this.#say(position);
    this.#markPicture(position);
    this.#markCode(stepping && last ? last.line : 0);
    const all = !stepping || position === events.length;
    markPrinted(this.output, all ? Infinity : (last?.output[1] ?? 0));
    this.frames.replaceChildren(...frameCards(this.story.trace, position, this.words));
  }

  /** markCode marks a line in the code or in the field; 0 removes the mark. @param {number} line */
  #markCode(line) {
    const { code, editing } = this.block;
    if (this.#position < 0) this.excerpt.hide();
    else this.excerpt.show(line);
    editing?.editor.showHighlight(line, !this.excerpt.isShown);
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
    this.said.textContent =
      fill(this.words.step, { at: position, all: events.length }) +
      (this.story.says[position - 1] ?? "");
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

  /** showArrow brings the lit arrow into view by scrolling the picture, not the page. */
  #showArrow() {
    const shape = this.#svg.querySelector(":is(.tl-arrow, .tl-label, .tl-note).tl-now");
    if (!shape) return;
    const view = this.scroller.getBoundingClientRect();
    const box = shape.getBoundingClientRect();
    if (box.top < view.top + 60 || box.bottom > view.bottom - 50)
      this.scroller.scrollTop += box.top - view.top - view.height / 2;
    if (box.left < view.left + 10 || box.right > view.right - 10)
      this.scroller.scrollLeft += (box.left + box.right - view.left - view.right) / 2;
  }
}
