// biome-ignore-all lint/suspicious/noControlCharactersInRegex: commands begin with them
/**
 * ansi.js reads what terminals take as commands in printed text: colours become classes, all else
 * is harmless. Nothing is taken out of the text: commands stay in it, unseen.
 */

/**
 * Piece is printed text and the classes it is shown with, "" for none. `ERASE` hides what stands
 * on the line before it, as a carriage return does once something is printed over it.
 * @typedef {[text: string, classes: string]} Piece
 */

export const HIDDEN = "ansi-hidden";
export const ERASE = "ansi-erase";

/** Anything but text, tab and newline. */
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;

/** Commands: CSI; the strings OSC, DCS, SOS, PM, APC up to their end; two or three characters. */
const ESCAPE = new RegExp(
  [
    "\\x1b\\[[0-?]*[ -/]*[@-~]",
    "\\x1b[\\]PX^_][^\\x07\\x1b]{0,2000}(?:\\x07|\\x1b\\\\)",
    "\\x1b[ -/]+[0-~]",
    "\\x1b[0-Z\\\\`-~]",
    "\\x9b[0-?]*[ -/]*[@-~]",
  ].join("|"),
  "y",
);
/** The beginning of one whose end may be still to come. */
const BEGUN =
  /^(?:\x1b\[[0-?]*[ -/]*|\x1b[\]PX^_][^\x07\x1b]{0,2000}\x1b?|\x1b[ -/]*|\x9b[0-?]*[ -/]*)$/;

/** The colours 0 to 15 as red, green and blue, for what is nearest to one of 16 million. */
const SIXTEEN = [
  ...["000000", "aa0000", "00aa00", "aa7800", "0000aa", "aa00aa", "00aaaa", "aaaaaa"],
  ...["555555", "ff5555", "55ff55", "ffff55", "5555ff", "ff55ff", "55ffff", "ffffff"],
].map((colour) => [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)));

/** Styles by the number that sets them, and the numbers that end them. */
const STYLES = { 1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "inverse", 9: "strike" };
/** @type {Record<number, string[]>} */
const ENDS = {
  22: ["bold", "dim"],
  23: ["italic"],
  24: ["underline"],
  27: ["inverse"],
  29: ["strike"],
};

/** Pen reads one stream: it remembers the colours, and a command that has come in part. */
export class Pen {
  #styles = new Set();
  /** @type {number | undefined} */
  #front;
  /** @type {number | undefined} */
  #back;
  #classes = "";
  #begun = "";

  /**
   * read returns the pieces of what is printed next.
   * @param {string} text
   * @returns {Piece[]}
   */
  read(text) {
    if (!this.#begun && !CONTROL.test(text)) return [[text, this.#classes]];
    return this.#split(this.#begun + text);
  }

  /** end returns what has come in part when nothing more comes. @returns {Piece[]} */
  end() {
    const begun = this.#begun;
    this.#begun = "";
    return begun ? [[begun, HIDDEN]] : [];
  }

  /**
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
   * command takes what begins at a control character; returns its end, 0 if that is to come.
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

  /** set takes the numbers of one command. @param {string} parameters */
  #set(parameters) {
    const numbers = parameters.split(/[;:]/).map(Number);
    for (let i = 0; i < numbers.length; i++) {
      const n = numbers[i];
      if (n === 0) {
        this.#styles.clear();
        this.#front = this.#back = undefined;
      } else if (n in STYLES) this.#styles.add(STYLES[/** @type {1} */ (n)]);
      else if (n in ENDS) for (const style of ENDS[n]) this.#styles.delete(style);
      else if (n === 38 || n === 48) {
        const [colour, used] = extended(numbers.slice(i + 1));
        if (n === 38) this.#front = colour;
        else this.#back = colour;
        i += used;
      } else if (n >= 30 && n < 38) this.#front = n - 30;
      else if (n === 39) this.#front = undefined;
      else if (n >= 40 && n < 48) this.#back = n - 40;
      else if (n === 49) this.#back = undefined;
      else if (n >= 90 && n < 98) this.#front = n - 82;
      else if (n >= 100 && n < 108) this.#back = n - 92;
    }
    const classes = [...this.#styles].sort().map((style) => `ansi-${style}`);
    if (this.#front !== undefined) classes.push(`ansi-front-${this.#front}`);
    if (this.#back !== undefined) classes.push(`ansi-back-${this.#back}`);
    this.#classes = classes.length ? ["ansi", ...classes].join(" ") : "";
  }
}

/**
 * extended returns the nearest of 16 colours for what follows 38 or 48, and how much that took.
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

/** @param {number[]} colour */
function nearest(colour) {
  const far = SIXTEEN.map((one) =>
    one.reduce((sum, part, index) => sum + (part - (colour[index] || 0)) ** 2, 0),
  );
  return far.indexOf(Math.min(...far));
}
