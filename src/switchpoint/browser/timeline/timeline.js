/**
 * timeline.js lets a reader step through a trace: buttons, arrow keys, a slider, pointing at an
 * event. It lights up the code's line, sets apart what has been printed, and shows what each frame
 * holds. It needs no Python: the trace stands on the page. drawing.js redraws after a run.
 */

import { fill } from "../common/strings.js";
import { placeIn } from "../output/text-position.js";
import { draw } from "./svg.js";

/** @typedef {import("../interpreter/messages.js").Trace} Trace */
/** @typedef {import("../interpreter/messages.js").TraceEvent} TraceEvent */
/** @typedef {import("../interpreter/messages.js").Drawing} Drawing */
/** @typedef {import("../common/strings.js").Strings} Strings */
/** @typedef {import("../live-snippet.js").LiveSnippet} LiveSnippet */
/** @typedef {{ trace: Trace, says: string[] }} Story */

const FRAMES = new Set(["generator", "coroutine", "async_generator"]);

/** @type {Story} */
const NOTHING = { trace: { version: 1, lanes: [], events: [] }, says: [] };

/**
 * blankBox makes a place for the timeline of a run, where nothing is recorded.
 * @param {Strings} words
 */
export function blankBox(words) {
  const box = document.createElement("details");
  box.dataset.part = "timeline";
  box.open = true;
  const summary = document.createElement("summary");
  summary.textContent = words.timeline;
  const scroller = document.createElement("div");
  scroller.className = "timeline-scroll";
  scroller.tabIndex = 0;
  scroller.setAttribute("role", "region");
  scroller.setAttribute("aria-label", words.timeline);
  scroller.append(draw({ width: 0, height: 0, shapes: [], story: [], says: [] }));
  const story = document.createElement("details");
  story.className = "timeline-story";
  const title = document.createElement("summary");
  title.textContent = words.story;
  story.append(title, document.createElement("ol"));
  box.append(summary, scroller, story);
  return box;
}

/**
 * storyOf unpacks a story as block.py writes it: each sentence once, and who says which.
 * @param {{ trace: Trace, sentences: string[], says: number[] }} data
 * @returns {Story}
 */
function storyOf({ trace, sentences, says }) {
  return { trace, says: says.map((index) => sentences[index] ?? "") };
}

/** Timeline belongs to one block; it stands in the block's `details`. */
export class Timeline {
  /** Steps shown as done: -1 when nobody is stepping. */
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

  /** leave ends stepping: the whole output counts again. */
  leave() {
    this.#position = -1;
    this.#show();
  }

  /** @param {Story} story @param {SVGElement} picture */
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
      const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!way) return;
      event.preventDefault();
      this.#go(this.#at + way);
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

  /** keepNames lets the lanes' names stay in view over a picture that is scrolled. */
  #keepNames() {
    const { scrollTop } = this.scroller;
    this.scroller.style.setProperty("--tl-scrolled", `${scrollTop}px`);
    this.scroller.toggleAttribute("data-scrolled", scrollTop > 0);
  }

  get #at() {
    return Math.max(0, this.#position);
  }

  /** @param {number} position */
  #go(position) {
    this.#position = Math.max(0, Math.min(position, this.story.trace.events.length));
    this.#show();
    this.#scrollTo(this.#position - 1);
  }

  /** show draws the state after `position` events; by default where the reader stands. */
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
    this.#light(stepping && last ? last.line : 0);
    const all = !stepping || position === events.length;
    markPrinted(this.output, all ? Infinity : (last?.output[1] ?? 0));
    this.#showFrames(position);
  }

  /** light lights up a line of the code, wherever that stands; 0 puts the light out. @param {number} line */
  #light(line) {
    const { code, editing } = this.block;
    editing?.editor.showLight(line);
    if (code) markLine(code, editing ? 0 : line);
  }

  /** say tells the step in words, with the line it happens on. @param {number} position */
  #say(position) {
    const { events } = this.story.trace;
    // A step is announced; that one could step is not, or it would drown how a run has ended.
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

  /** @param {number} position */
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

  /** scrollTo brings a step into view inside the picture's own box; the page stays. @param {number} step */
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

  /** showFrames shows what each generator's frame holds. @param {number} position */
  #showFrames(position) {
    const { lanes, events } = this.story.trace;
    const cards = lanes
      .filter((lane) => position >= 0 && FRAMES.has(lane.kind))
      .slice(0, 8)
      .map((lane) => {
        const past = events.slice(0, position).filter((event) => event.lane === lane.id);
        const held = past.findLast((event) => event.locals)?.locals ?? {};
        const running = events[position - 1]?.to === lane.id;
        return this.#card(lane.name, this.#stateOf(past.at(-1), running), held);
      });
    this.frames.replaceChildren(...cards);
    this.frames.hidden = cards.length === 0;
  }

  /**
   * @param {TraceEvent | undefined} last
   * @param {boolean} running
   * @returns {[string, string]} A class and words.
   */
  #stateOf(last, running) {
    if (!last) return ["new", this.words.frame_new];
    if (["return", "raise", "kill"].includes(last.kind)) return ["done", this.words.frame_done];
    if (running) return ["running", this.words.frame_running];
    return [
      "waits",
      last.kind === "yield"
        ? fill(this.words.frame_waits, { line: last.line })
        : this.words.frame_busy,
    ];
  }

  /**
   * card draws one frame: its name, its state, its locals.
   * @param {string} name
   * @param {[string, string]} state
   * @param {Record<string, string>} held
   */
  #card(name, [kind, state], held) {
    const card = document.createElement("dl");
    card.className = `frame-card frame-${kind}`;
    const add = (/** @type {string} */ tag, /** @type {string} */ text) => {
      const part = document.createElement(tag);
      part.textContent = text;
      card.append(part);
    };
    add("dt", name);
    add("dd", state);
    if (kind !== "done")
      for (const [key, value] of Object.entries(held)) add("dd", `${key} = ${value}`);
    return card;
  }
}

/**
 * markLine lights up a line of the code; 0 puts the light out.
 * @param {HTMLElement} code
 * @param {number} line
 */
function markLine(code, line) {
  let light = /** @type {HTMLElement | null} */ (code.querySelector(".step-line"));
  if (!line) return light?.remove();
  if (!light) {
    light = document.createElement("span");
    light.className = "step-line";
    code.prepend(light);
  }
  light.style.setProperty("--line", String(line));
  const scroller = code.parentElement;
  const top = light.offsetTop;
  if (scroller && scroller.scrollHeight > scroller.clientHeight) scroller.scrollTop = top - 60;
}

/**
 * markPrinted sets the characters of standard output after `end` apart, as still to come.
 * @param {HTMLElement} output
 * @param {number} end
 */
export function markPrinted(output, end) {
  for (const part of output.querySelectorAll(".to-come")) {
    const before = /** @type {HTMLElement | null} */ (part.previousElementSibling);
    if (part.classList.contains("to-come-split") && before) {
      before.append(...part.childNodes);
      before.normalize();
      part.remove();
    } else part.classList.remove("to-come");
  }
  if (end === Infinity) return;
  let seen = 0;
  for (const part of output.querySelectorAll("[data-stream]")) {
    const text = part.textContent ?? "";
    const isOut = part.getAttribute("data-stream") === "stdout";
    const room = end - seen;
    if (!isOut || room <= 0) {
      if (seen >= end) part.classList.add("to-come");
    } else if (room < text.length) {
      const rest = /** @type {HTMLElement} */ (part.cloneNode(false));
      const range = document.createRange();
      range.setStart(...placeIn(part, room));
      range.setEnd(part, part.childNodes.length);
      rest.append(range.extractContents());
      rest.classList.add("to-come", "to-come-split");
      part.after(rest);
    }
    if (isOut) seen += text.length;
  }
}
