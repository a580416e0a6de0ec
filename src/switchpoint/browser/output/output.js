/**
 * output.js shows what a run printed, always as text, lets the reader type where the program asks,
 * and shows how the output differs from the recording.
 *
 * The text of the output element is exactly what was printed: what is typed, and all controls, have
 * no text of their own in it.
 */

import { fill } from "../common/strings.js";
import { ERASE, HIDDEN, Pen } from "./ansi.js";
import { align, words as compareWords } from "./difference.js";
import { style } from "./run-styles.js";
import { placeIn } from "./text-position.js";

/** @typedef {import("../interpreter/messages.js").Stream} Stream */
/** @typedef {import("../common/strings.js").Strings} Strings */
/** @typedef {{ stdout: string, stderr: string, exitCode: number }} Printed */

/** Characters after which printed text is closed into a leaf. */
const LEAF = 8192;

/** Characters shown in one frame, so that a click never waits long; an element counts for many. */
const AT_ONCE = 16_384;
const PER_ELEMENT = 60;
const STEP = 8192;

/** Characters, and elements for colours, after which a line is broken: layout takes a line whole. */
const LINE = 16_384;
const STYLED_IN_LINE = 200;

/** Elements for colours in a run; what follows them is not shown. */
const STYLED = 20_000;

/** Unchanged lines shown around a changed one, and changed ones shown in all. */
const CONTEXT = 3;
const CHANGES = 200;

/**
 * Screen gathers what a run prints and shows it frame by frame, however many messages came; only
 * what comes first is shown at once.
 * A hidden tab has no frames: whoever knows the end of a run calls finish.
 */
export class Screen {
  /** @type {{ stream: Stream, text: string }[]} */
  #waiting = [];
  #frame = 0;
  /** @type {Record<Stream, Pen>} */
  #pens = { stdout: new Pen(), stderr: new Pen() };
  /** @type {HTMLElement | undefined} The last element, while it takes more, and its length. */
  #open;
  #length = 0;
  #styled = 0;
  /** @type {HTMLElement | undefined} */
  #field;
  /** Whether only what came first is shown: where it ends has not been looked up yet. */
  #isNew = false;
  /** Whether some of what came is not shown. */
  isCut = false;

  /**
   * @param {HTMLElement} output
   * @param {Strings} words
   */
  constructor(output, words) {
    this.output = output;
    this.words = words;
    style();
  }

  /** clear empties the output for a new run. */
  clear() {
    this.#waiting = [];
    this.#open = this.#field = undefined;
    this.output.textContent = "";
  }

  /**
   * put takes printed text in order of arrival.
   * @param {Stream} stream
   * @param {string} text
   */
  put(stream, text) {
    const last = this.#waiting.at(-1);
    if (last?.stream === stream) last.text += text;
    else this.#waiting.push({ stream, text });
    if (!this.output.firstChild) {
      this.#isNew = true;
      this.#show(AT_ONCE);
    }
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#frame = 0;
    this.#showMore();
    if (this.#waiting.length) this.#frame = requestAnimationFrame(() => this.#draw());
  }

  /** showMore shows a portion of what is waiting, and keeps the end in view if it was. */
  #showMore() {
    const { output } = this;
    // reading a position has the browser lay out the page
    const atEnd = this.#isNew || output.scrollTop + output.clientHeight >= output.scrollHeight - 4;
    this.#isNew = false;
    this.#show(AT_ONCE);
    if (atEnd) output.scrollTop = output.scrollHeight;
  }

  /**
   * show shows so many characters of what is waiting.
   * @param {number} room
   */
  #show(room) {
    let used = 0;
    while (this.#waiting.length && used < room) {
      const { stream, text } = this.#waiting[0];
      const part = text.slice(0, STEP);
      if (part.length === text.length) this.#waiting.shift();
      else this.#waiting[0].text = text.slice(part.length);
      const pieces = this.#pens[stream].read(part);
      for (const [piece, classes] of pieces) this.#append(stream, piece, classes);
      used += part.length + PER_ELEMENT * (pieces.length - 1);
    }
  }

  /**
   * finish shows all that came, in bearable portions, and takes away what a running program needs.
   * @param {[number, number]} [fold] Span of standard error that need not be seen at once.
   */
  async finish(fold) {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.stopAsking();
    while (this.#waiting.length || this.#isNew) {
      this.#showMore();
      if (this.#waiting.length) await new Promise((resolve) => setTimeout(resolve));
    }
    for (const stream of /** @type {Stream[]} */ (["stdout", "stderr"]))
      for (const [text, classes] of this.#pens[stream].end()) this.#append(stream, text, classes);
    if (fold) foldAway(this.output, fold, this.words);
  }

  /**
   * ask lets the reader type a line at the end of the output.
   * @param {(line: string | null) => void} answer
   */
  ask(answer) {
    this.stopAsking();
    this.#show(Infinity);
    const { output, words } = this;
    const prompt = (output.textContent ?? "").slice(-200).split("\n").pop()?.trim();
    const field = (this.#field = document.createElement("span"));
    field.className = "snippet-field";
    const input = document.createElement("input");
    input.autocomplete = "off";
    input.autocapitalize = "off";
    input.spellcheck = false;
    input.enterKeyHint = "send";
    input.maxLength = 10_000;
    input.setAttribute("aria-label", prompt ? `${prompt} — ${words.type_here}` : words.type_here);
    const end = document.createElement("button");
    end.type = "button";
    end.dataset.action = "end-input";
    end.dataset.label = words.end_input;
    end.title = "Ctrl+D";
    end.setAttribute("aria-label", words.end_input);
    field.append(input, end);
    const submit = (/** @type {string | null} */ line) => {
      if (this.#field !== field) return;
      this.stopAsking();
      output.append(echo(line === null ? "" : `${line}\n`));
      answer(line);
    };
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return; // Enter ends a word of Chinese, not the line
      if (event.key === "Enter") submit(input.value);
      else if (event.key === "d" && event.ctrlKey && !input.value) submit(null);
      else return;
      event.preventDefault();
    });
    end.addEventListener("click", () => submit(null));
    const { activeElement } = document;
    output.append(field);
    this.#open = undefined;
    output.scrollTop = output.scrollHeight;
    // the page's focus is left alone while the reader is elsewhere on it
    if (activeElement === document.body || output.parentElement?.contains(activeElement))
      input.focus();
  }

  /** stopAsking takes the field away, and hands the focus on if it was in it. */
  stopAsking() {
    const field = this.#field;
    this.#field = undefined;
    if (!field) return;
    const hadFocus = field.contains(document.activeElement);
    field.remove();
    if (!hadFocus) return;
    const block = this.output.closest("live-snippet");
    const stop = block?.querySelector("button[data-action=stop]:not([hidden])");
    /** @type {HTMLElement} */ (stop ?? this.output).focus();
  }

  /**
   * append adds a piece of text, each stream in elements of its own. Long output goes into leaves
   * that the browser lays out only when they are in view: a million lines in one element would be
   * laid out anew with every change.
   * @param {Stream} stream
   * @param {string} piece
   * @param {string} classes
   */
  #append(stream, piece, classes) {
    this.isCut ||= this.#styled > STYLED;
    if (this.isCut) return;
    if (classes === ERASE) {
      const span = this.#openSpan(stream);
      eraseLine(span, piece);
      this.#length += piece.length;
      return;
    }
    for (let rest = piece; rest; ) {
      const span = this.#openSpan(stream);
      const room = Math.max(0, LEAF - this.#length);
      const newline = rest.length > room ? rest.indexOf("\n", room) : -1;
      const most = Math.max(1, LINE - this.#length);
      const end = Math.min(newline < 0 ? rest.length : newline + 1, most);
      const part = rest.slice(0, end);
      if (part) this.#textOf(span, classes).appendData(part);
      this.#length += part.length;
      rest = rest.slice(end);
      const isLong = this.#length >= LINE || span.childElementCount >= STYLED_IN_LINE;
      if (newline >= 0 || isLong) this.#close(span, isLong);
    }
  }

  /**
   * textOf returns the text at the end of an element that is shown with these classes.
   * @param {HTMLElement} span
   * @param {string} classes
   */
  #textOf(span, classes) {
    const last = span.lastChild;
    if (last instanceof HTMLElement && classes && last.className === classes)
      return /** @type {Text} */ (last.firstChild);
    if (last instanceof Text && !classes) return last;
    const text = document.createTextNode("");
    if (classes) {
      span.append(styledAs(classes, text));
      this.#styled++;
    } else span.append(text);
    return text;
  }

  /**
   * openSpan returns the element that takes what a stream prints next.
   * @param {Stream} stream
   */
  #openSpan(stream) {
    const last = this.#open;
    if (last?.dataset.stream === stream && last === this.output.lastElementChild) return last;
    const span = document.createElement("span");
    span.dataset.stream = stream;
    this.output.append(span);
    this.#length = 0;
    this.#open = span;
    return span;
  }

  /**
   * close ends an element after a whole line, or in the midst of one that is too long. One that
   * began with a whole line becomes a leaf.
   * @param {HTMLElement} span
   * @param {boolean} isLong
   */
  #close(span, isLong) {
    this.#open = undefined;
    const before = span.previousElementSibling?.textContent ?? "\n";
    if (!isLong && !before.endsWith("\n")) return;
    span.classList.add("snippet-leaf");
    const lines = (span.textContent ?? "").split("\n").length - 1 || 1;
    span.style.setProperty("--lines", String(lines));
  }
}

/**
 * eraseLine hides what an element's last line holds, and the carriage return after it.
 * @param {HTMLElement} span
 * @param {string} after
 */
function eraseLine(span, after) {
  let gone = "";
  for (let last = span.lastChild; last && !isGone(last); last = span.lastChild) {
    const text = last.textContent ?? "";
    const start = text.lastIndexOf("\n") + 1;
    gone = text.slice(start) + gone;
    if (start) {
      /** @type {Text} */ (last.firstChild ?? last).data = text.slice(0, start);
      break;
    }
    last.remove();
  }
  const box = isGone(span.lastChild) ? span.lastChild : span.appendChild(styledAs("ansi-gone"));
  const { lastChild } = box;
  // added to a long text each time, the whole would be copied each time
  if (lastChild instanceof Text && lastChild.length < LEAF) lastChild.appendData(gone + after);
  else box.append(gone + after);
}

/**
 * @param {Node | null} node
 * @returns {node is HTMLElement}
 */
function isGone(node) {
  return node instanceof HTMLElement && node.className === "ansi-gone";
}

/**
 * styledAs returns an element that shows what is in it with these classes.
 * @param {string} classes
 * @param {Node[]} nodes
 */
function styledAs(classes, ...nodes) {
  const styled = document.createElement("span");
  styled.className = classes;
  styled.append(...nodes);
  return styled;
}

/**
 * echo shows what was typed. It is in a shadow tree, because it was not printed.
 * @param {string} line
 */
function echo(line) {
  const typed = document.createElement("span");
  typed.className = "snippet-typed";
  typed.attachShadow({ mode: "open" }).textContent = line;
  return typed;
}

/**
 * foldAway folds a part of standard error, as block.py does with recordings.
 * @param {HTMLElement} output
 * @param {[number, number]} span
 * @param {Strings} words
 */
function foldAway(output, [from, to], words) {
  let seen = 0;
  for (const part of output.querySelectorAll("[data-stream=stderr]")) {
    const length = (part.textContent ?? "").length;
    if (from < seen + length) {
      if (to > seen + length || from < seen) return; // in two leaves: long, and left as it is
      const range = document.createRange();
      range.setStart(...placeIn(part, from - seen));
      range.setEnd(...placeIn(part, to - seen));
      const details = document.createElement("details");
      details.className = "trace-fold";
      const summary = document.createElement("summary");
      const folded = range.extractContents();
      const calls = (folded.textContent ?? "").match(/^ {2}File "/gm)?.length ?? 0;
      summary.dataset.label = fill(words.earlier_calls, { count: calls });
      summary.setAttribute("aria-label", summary.dataset.label);
      details.append(summary, folded);
      range.insertNode(details);
      return;
    }
    seen += length;
  }
}

/**
 * printed reads back one stream of the output.
 * @param {HTMLElement} output
 * @param {Stream} stream
 */
export function printed(output, stream) {
  const parts = output.querySelectorAll(`[data-stream=${stream}]`);
  return [...parts].map((part) => part.textContent ?? "").join("");
}

/**
 * difference draws the lines, and in them the words, that only the recording or only this run has.
 * @param {Printed} recorded
 * @param {Printed} now
 * @param {Strings} words
 * @returns {HTMLElement}
 */
export function difference(recorded, now, words) {
  const box = document.createElement("div");
  box.dataset.part = "difference";
  const title = document.createElement("p");
  title.textContent = words.difference_title;
  const list = document.createElement("pre");
  list.tabIndex = 0;
  list.setAttribute("role", "region");
  list.setAttribute("aria-label", words.difference_title);
  let changes = 0;
  const parts = align(lines(recorded, words), lines(now, words));
  for (const [index, part] of parts.entries()) {
    if ("same" in part) {
      context(list, part.same, index === 0, index === parts.length - 1, words);
      continue;
    }
    const pairs = Math.min(part.gone.length, part.new.length);
    const marked = part.gone
      .slice(0, Math.min(pairs, CHANGES))
      .map((line, at) => compareWords(line, part.new[at]));
    for (const side of /** @type {const} */ ([0, 1])) {
      const all = side ? part.new : part.gone;
      const shown = all.slice(0, Math.max(0, CHANGES - changes));
      for (const [at, line] of shown.entries())
        list.append(drawLine(side ? "+" : "−", marked[at]?.[side] ?? [[line, false]]));
      if (shown.length < all.length)
        list.append(note(fill(words.more_lines, { count: all.length - shown.length })));
      changes += shown.length;
    }
  }
  box.append(title, list);
  return box;
}

/**
 * context draws lines that did not change, only those near a change.
 * @param {HTMLElement} list
 * @param {string[]} same
 * @param {boolean} isFirst
 * @param {boolean} isLast
 * @param {Strings} words
 */
function context(list, same, isFirst, isLast, words) {
  const before = isFirst ? 0 : CONTEXT;
  const after = isLast ? 0 : CONTEXT;
  const left = same.length - before - after;
  const all = left <= 1 ? same : [...same.slice(0, before), ...same.slice(same.length - after)];
  for (const [at, line] of all.entries()) {
    if (left > 1 && at === before) list.append(note(fill(words.same_lines, { count: left })));
    list.append(drawLine(" ", [[line, false]]));
  }
  if (left > 1 && all.length === before) list.append(note(fill(words.same_lines, { count: left })));
}

/** @param {string} text */
function note(text) {
  const line = document.createElement("i");
  line.textContent = `${text}\n`;
  return line;
}

/**
 * drawLine draws a line with its mark; changed words stand out in it.
 * @param {"+" | "−" | " "} mark
 * @param {import("./difference.js").Word[]} parts
 */
function drawLine(mark, parts) {
  const line = document.createElement(mark === "−" ? "del" : mark === "+" ? "ins" : "span");
  line.append(`${mark} `);
  for (const [text, changed] of parts) {
    if (!changed) line.append(text);
    else {
      const word = document.createElement("mark");
      word.textContent = text;
      line.append(word);
    }
  }
  line.append("\n");
  return line;
}

/**
 * lines lists everything that is compared.
 * @param {Printed} printed
 * @param {Strings} words
 */
function lines({ stdout, stderr, exitCode }, words) {
  const all = [stdout, stderr].filter(Boolean).flatMap((text) => {
    const parts = text.split("\n");
    if (parts.at(-1) === "") parts.pop();
    else parts.push(words.no_newline);
    return parts;
  });
  return [...all, fill(words.exit_code, { code: exitCode })];
}
