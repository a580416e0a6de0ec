// biome-ignore-all lint/suspicious/noControlCharactersInRegex: commands begin with them
/**
 * ansi.js finds the commands for terminals ("ANSI escape sequences") in printed text. Those for
 * colours and styles become classes, others do nothing. All stay in the text, hidden.
 */

/**
 * Piece is printed text and the classes that it is shown with, "" for none. A piece of the class
 * `ERASE` is a carriage return with text after it: it hides the line so far.
 * @typedef {[text: string, classes: string]} Piece
 */

export const HIDDEN = "ansi-hidden";
export const ERASE = "ansi-erase";

/** Anything but text, tab and newline. */
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;

/**
 * Whole commands: CSI; the strings OSC, DCS, SOS, PM and APC, to their terminator; sequences of two
 * or three characters.
 */
const ESCAPE = new RegExp(
  [
    "\\x1b\\[[0-?]*[ -/]*[@-~]",
    "\\x1b[\\]PX^_][^\\x07\\x1b]{0,2000}(?:\\x07|\\x1b\\\\)",
    "\\x1b[ -/]+[0-~]",
    "\\x1b[0-OQ-WYZ\\\\`-~]",
    "\\x9b[0-?]*[ -/]*[@-~]",
  ].join("|"),
  "y",
);
/** The beginning of a command, the rest of which may come with the next text. */
const BEGUN =
  /^(?:\x1b\[[0-?]*[ -/]*|\x1b[\]PX^_][^\x07\x1b]{0,2000}\x1b?|\x1b[ -/]*|\x9b[0-?]*[ -/]*)$/;

/** The colours 0 to 15 as red, green and blue: other colours are shown as the nearest of them. */
const SIXTEEN = [
  ...["000000", "aa0000", "00aa00", "aa7800", "0000aa", "aa00aa", "00aaaa", "aaaaaa"],
  ...["555555", "ff5555", "55ff55", "ffff55", "5555ff", "ff55ff", "55ffff", "ffffff"],
].map((colour) => [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)));

/** The styles that a number of a command sets, and those that it ends. */
const STYLES = { 1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "inverse", 9: "strike" };
/** @type {Record<number, string[]>} */
const ENDS = {
  22: ["bold", "dim"],
  23: ["italic"],
  24: ["underline"],
  27: ["inverse"],
  29: ["strike"],
};

/** Pen reads one stream. It remembers the colours set, and a command of which only a part came. */
export class Pen {
  #styles = new Set();
  /** @type {number | undefined} */
  #front;
  /** @type {number | undefined} */
  #back;
  #classes = "";
  #begun = "";

  /**
   * read returns the next text of the stream in pieces.
   * @param {string} text
   * @returns {Piece[]}
   */
  read(text) {
    if (!this.#begun && !CONTROL.test(text)) return [[text, this.#classes]];
    return this.#split(this.#begun + text);
  }

  /** end returns the part of a command that is left when nothing more comes. @returns {Piece[]} */
  end() {
    const begun = this.#begun;
    this.#begun = "";
    return begun ? [[begun, HIDDEN]] : [];
  }

  /**
   * split takes a text apart at its control characters.
   * @param {string} text
   * @returns {Piece[]}
   */
  #split(text) {
    /** @type {Piece[]} */
    const pieces = [];
    this.#begun = "";
    let at = 0;
    while (at < text.length) {
      const found = text.slice(at).search(CONTROL);
      const control = found < 0 ? text.length : at + found;
      if (control > at) pieces.push([text.slice(at, control), this.#classes]);
      if (control === text.length) break;
      const end = this.#command(text, control, pieces);
      if (!end) {
        this.#begun = text.slice(control);
        break;
      }
      at = end;
    }
    return pieces;
  }

  /**
   * command adds the command that begins at an offset to the pieces and returns its end; it returns
   * 0 if only a part of it has come.
   * @param {string} text
   * @param {number} at
   * @param {Piece[]} pieces
   */
  #command(text, at, pieces) {
    if (text[at] === "\r") {
      if (at + 1 === text.length) return 0;
      pieces.push(["\r", text[at + 1] === "\n" ? HIDDEN : ERASE]);
      return at + 1;
    }
    ESCAPE.lastIndex = at;
    const found = ESCAPE.exec(text)?.[0];
    if (!found && BEGUN.test(text.slice(at, at + 2100))) return 0;
    const command = found ?? text[at];
    const sgr = /^(?:\x1b\[|\x9b)([\d;:]*)m$/.exec(command);
    if (sgr) this.#set(sgr[1]);
    const last = pieces.at(-1);
    if (last?.[1] === HIDDEN) last[0] += command;
    else pieces.push([command, HIDDEN]);
    return at + command.length;
  }

  /** set changes colours and styles as the numbers of a command say. @param {string} parameters */
  #set(parameters) {
    const numbers = parameters.split(/[;:]/).map(Number);
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i];
      if (number === 38 || number === 48) {
        const [colour, used] = extended(numbers.slice(i + 1));
        if (number === 38) this.#front = colour;
        else this.#back = colour;
        i += used;
      } else this.#setOne(number);
    }
    const classes = [...this.#styles].sort().map((style) => `ansi-${style}`);
    if (this.#front !== undefined) classes.push(`ansi-front-${this.#front}`);
    if (this.#back !== undefined) classes.push(`ansi-back-${this.#back}`);
    this.#classes = classes.length ? ["ansi", ...classes].join(" ") : "";
  }

  /** setOne does what a number says that stands for itself. @param {number} n */
  #setOne(n) {
    if (n === 0) {
      this.#styles.clear();
      this.#front = undefined;
      this.#back = undefined;
    } else if (n in STYLES) this.#styles.add(STYLES[/** @type {1} */ (n)]);
    else if (n in ENDS) for (const style of ENDS[n]) this.#styles.delete(style);
    else if (n >= 30 && n < 38) this.#front = n - 30;
    else if (n === 39) this.#front = undefined;
    else if (n >= 40 && n < 48) this.#back = n - 40;
    else if (n === 49) this.#back = undefined;
    else if (n >= 90 && n < 98) this.#front = n - 82;
    else if (n >= 100 && n < 108) this.#back = n - 92;
  }
}

/**
 * extended reads a colour of 256 or of 16 million, which follows the number 38 or 48. It returns the
 * nearest of the 16 colours, and how many numbers it has read.
 * @param {number[]} numbers
 * @returns {[number | undefined, number]}
 */
function extended([kind, a, b, c]) {
  if (kind === 2) return [nearest([a, b, c]), 4];
  if (kind !== 5) return [undefined, 0];
  if (!(a >= 0 && a < 256)) return [undefined, 2];
  if (a < 16) return [a, 2];
  if (a > 231) return [nearest(Array(3).fill(8 + 10 * (a - 232))), 2];
  const level = (/** @type {number} */ of) => (of ? 55 + 40 * of : 0);
  const cube = a - 16;
  return [nearest([Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level)), 2];
}

/** nearest returns which of the 16 colours is nearest to one. @param {number[]} colour */
function nearest(colour) {
  const far = SIXTEEN.map((one) =>
    one.reduce((sum, part, index) => sum + (part - (colour[index] || 0)) ** 2, 0),
  );
  return far.indexOf(Math.min(...far));
}
