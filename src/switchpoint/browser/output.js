/** output.js shows what a run printed, always as text, and how it differs from the recording. */

/** @typedef {import("./messages.js").Stream} Stream */
/** @typedef {{ stdout: string, stderr: string, exitCode: number }} Printed */

/** Lines above which two texts are compared only where they first differ. */
const DIFFERENCE_LINES = 400;

/** clear empties the output for a new run. @param {HTMLElement} output */
export function clear(output) {
  output.textContent = "";
}

/**
 * append adds printed text in order of arrival, each stream in elements of its own.
 * @param {HTMLElement} output
 * @param {Stream} stream
 * @param {string} text
 */
export function append(output, stream, text) {
  const atEnd = output.scrollTop + output.clientHeight >= output.scrollHeight - 4;
  let target = /** @type {HTMLElement | null} */ (output.lastElementChild);
  if (target?.dataset.stream !== stream) {
    target = document.createElement("span");
    target.dataset.stream = stream;
    output.append(target);
  }
  target.append(text);
  if (atEnd) output.scrollTop = output.scrollHeight;
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
