/** output.js shows what a run printed, always as text, and how it differs from the recording. */

/** @typedef {import("./messages.js").Stream} Stream */
/** @typedef {{ stdout: string, stderr: string, exitCode: number }} Printed */

/** Lines above which two texts are compared only where they first differ. */
const DIFFERENCE_LINES = 400;

/** Characters after which printed text is closed into a leaf. */
const LEAF = 8192;

/**
 * Screen gathers what a run prints and shows it once a frame, however many messages came; only
 * what comes first is shown at once.
 * A hidden tab has no frames: whoever knows the end of a run calls flush.
 */
export class Screen {
  /** @type {{ stream: Stream, text: string }[]} */
  #waiting = [];
  #frame = 0;

  /** @param {HTMLElement} output */
  constructor(output) {
    this.output = output;
  }

  /** clear empties the output for a new run. */
  clear() {
    this.#waiting = [];
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
    if (!this.output.firstChild) this.flush();
    else this.#frame ||= requestAnimationFrame(() => this.flush());
  }

  /** flush shows what is waiting, and keeps the end in view if it was. */
  flush() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { output } = this;
    if (!this.#waiting.length) return;
    const atEnd = output.scrollTop + output.clientHeight >= output.scrollHeight - 4;
    for (const { stream, text } of this.#waiting) append(output, stream, text);
    this.#waiting = [];
    if (atEnd) output.scrollTop = output.scrollHeight;
  }
}

/**
 * append adds printed text, each stream in elements of its own. Long output goes into leaves that
 * the browser lays out only when they are in view: a million lines in one element would be laid
 * out anew with every change.
 * @param {HTMLElement} output
 * @param {Stream} stream
 * @param {string} text
 */
function append(output, stream, text) {
  for (let rest = text; rest; ) {
    const target = openSpan(output, stream);
    const room = Math.max(0, LEAF - target.data.length);
    const newline = rest.length > room ? rest.indexOf("\n", room) : -1;
    const end = newline < 0 ? rest.length : newline + 1;
    target.appendData(rest.slice(0, end));
    rest = rest.slice(end);
    if (newline >= 0) close(/** @type {HTMLElement} */ (target.parentElement));
  }
}

/**
 * openSpan returns the text that takes what a stream prints next.
 * @param {HTMLElement} output
 * @param {Stream} stream
 */
function openSpan(output, stream) {
  const last = /** @type {HTMLElement | null} */ (output.lastElementChild);
  if (last?.dataset.stream === stream && last.dataset.full === undefined)
    return /** @type {Text} */ (last.firstChild);
  const span = document.createElement("span");
  span.dataset.stream = stream;
  const text = document.createTextNode("");
  span.append(text);
  output.append(span);
  return text;
}

/**
 * close ends a span after a whole line. One that began with a whole line, too, becomes a leaf.
 * @param {HTMLElement} span
 */
function close(span) {
  span.dataset.full = "";
  const before = span.previousElementSibling?.textContent ?? "\n";
  if (!before.endsWith("\n")) return;
  span.classList.add("snippet-leaf");
  const lines = (span.textContent ?? "").split("\n").length - 1;
  span.style.setProperty("--lines", String(lines));
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
 * difference draws the lines that only the recording, or only this run, has.
 * @param {Printed} recorded
 * @param {Printed} now
 * @param {{ title: string, exitCode: (code: number) => string }} words
 * @returns {HTMLElement}
 */
export function difference(recorded, now, words) {
  const box = document.createElement("div");
  box.dataset.part = "difference";
  const title = document.createElement("p");
  title.textContent = words.title;
  const list = document.createElement("pre");
  list.tabIndex = 0;
  for (const [mark, text] of compare(lines(recorded, words), lines(now, words))) {
    const line = document.createElement(mark === "−" ? "del" : mark === "+" ? "ins" : "span");
    line.textContent = `${mark} ${text}\n`;
    list.append(line);
  }
  box.append(title, list);
  return box;
}

/**
 * lines lists everything that is compared.
 * @param {Printed} printed
 * @param {{ exitCode: (code: number) => string }} words
 */
function lines({ stdout, stderr, exitCode }, words) {
  const text = [stdout, stderr].map((part) => part.replace(/\n$/, "")).filter(Boolean);
  return [...text.flatMap((part) => part.split("\n")), words.exitCode(exitCode)];
}

/**
 * compare returns marked lines: "−" only in a, "+" only in b, " " in both.
 * @param {string[]} a
 * @param {string[]} b
 * @returns {[string, string][]}
 */
export function compare(a, b) {
  if (a.length > DIFFERENCE_LINES || b.length > DIFFERENCE_LINES) {
    const at = a.findIndex((line, index) => line !== b[index]);
    const from = at < 0 ? a.length : at;
    return [
      [" ", `… ${from}`],
      ...a.slice(from, from + 5).map((line) => /** @type {[string, string]} */ (["−", line])),
      ...b.slice(from, from + 5).map((line) => /** @type {[string, string]} */ (["+", line])),
    ];
  }
  // Longest common subsequence, filled from the end.
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i][j] =
        a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  /** @type {[string, string][]} */
  const marked = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      marked.push([" ", a[i]]);
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) {
      marked.push(["−", a[i++]]);
    } else {
      marked.push(["+", b[j++]]);
    }
  }
  return marked;
}
