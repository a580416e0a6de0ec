/**
 * odd-characters.js finds characters in a program that look like Python's and are others: those that
 * a Chinese input method types, curly quotes and dashes of a text processor, spaces of other widths,
 * and characters that cannot be seen. In strings and comments they are welcome.
 */

import { withoutInvisible } from "../common/invisible.js";

/** @typedef {"fullwidth" | "quote" | "dash" | "space" | "invisible" | "tab"} Kind */
/** @typedef {{ from: number, to: number, insert: string, kind: Kind }} Odd Where one is, and what Python wants. */

/** The punctuation that has no counterpart in the block of full-width characters. */
const PUNCTUATION = new Map(["。.", "、,", "【[", "】]"].map(([odd, plain]) => [odd, plain]));
const DOUBLE = "“”„‟＂";
const SINGLE = "‘’‚‛＇";
const DASHES = "‐‑‒–—−";
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/;
/** Full-width signs and digits; full-width letters are letters to Python, too. */
const FULL_WIDTH = /[！-＠［-＾｀｛-～]/;
/** What may stand before the quote of a string with fields, not as the end of a name. */
const FORMAT_PREFIX = /(?<![\p{L}\p{N}_])(?:[ft]r?|r[ft])$/iu;

/**
 * findOdd returns all odd characters outside strings and comments, in order.
 * @param {string} source
 * @returns {Odd[]}
 */
export function findOdd(source) {
  const scanner = new Scanner(source);
  scanner.code();
  return scanner.found;
}

/**
 * findTabs returns the tabs that indent lines.
 * @param {string} source
 * @returns {Odd[]}
 */
export function findTabs(source) {
  return [...source.matchAll(/(?<=^[ \t]*)\t/gm)].map(({ index }) => {
    return { from: index, to: index + 1, insert: "    ", kind: "tab" };
  });
}

/**
 * meaning returns the kind of a character and what Python wants instead, undefined for one that is
 * not odd.
 * @param {string} char
 * @returns {{ kind: Kind, insert: string } | undefined}
 */
function meaning(char) {
  if (char <= "~") return undefined;
  if (DOUBLE.includes(char)) return { kind: "quote", insert: '"' };
  if (SINGLE.includes(char)) return { kind: "quote", insert: "'" };
  if (DASHES.includes(char)) return { kind: "dash", insert: "-" };
  if (SPACES.test(char)) return { kind: "space", insert: " " };
  if (!withoutInvisible(char)) return { kind: "invisible", insert: "" };
  if (FULL_WIDTH.test(char))
    return { kind: "fullwidth", insert: String.fromCharCode(char.charCodeAt(0) - 0xfee0) };
  const insert = PUNCTUATION.get(char);
  return insert ? { kind: "fullwidth", insert } : undefined;
}

/** Scanner reads a program once, from its begin to its end. */
class Scanner {
  /** @type {Odd[]} */
  found = [];
  #at = 0;
  #source;

  /** @param {string} source */
  constructor(source) {
    this.#source = source;
  }

  get #char() {
    return this.#source[this.#at];
  }

  /** code reads code, in a field of a string up to the end of its expression. */
  code(isField = false) {
    let depth = 0;
    while (this.#at < this.#source.length) {
      const char = this.#char;
      if (isField && (char === "\n" || (depth === 0 && (char === "}" || char === ":")))) return;
      const odd = meaning(char);
      const plain = odd?.insert ?? char;
      if (plain && "([{".includes(plain)) depth++;
      if (plain && ")]}".includes(plain)) depth--;
      if (odd?.kind === "quote") this.#oddString();
      else if (char === '"' || char === "'") this.#string(char);
      else {
        if (odd) this.#note(this.#at);
        this.#at++;
        if (plain === "#") this.#skipLine();
      }
    }
  }

  #skipLine() {
    const end = this.#source.indexOf("\n", this.#at);
    this.#at = end < 0 ? this.#source.length : end;
  }

  /** note notes an odd character. A wide space that indents a line is as wide as two others. */
  #note(/** @type {number} */ at) {
    const odd = meaning(this.#source[at]);
    if (!odd) return;
    const before = this.#source.slice(this.#source.lastIndexOf("\n", at - 1) + 1, at);
    const isWide = this.#source[at] === "\u3000" && before.trim() === "";
    this.found.push({ from: at, to: at + 1, ...odd, ...(isWide ? { insert: "  " } : {}) });
  }

  /** string reads a string that begins as Python wants it. @param {string} char */
  #string(char) {
    const isFormat = FORMAT_PREFIX.test(this.#source.slice(Math.max(0, this.#at - 3), this.#at));
    const three = char.repeat(3);
    const quote = this.#source.startsWith(three, this.#at) ? three : char;
    this.#at += quote.length;
    const begin = this.#at;
    while (this.#at < this.#source.length) {
      if (this.#source.startsWith(quote, this.#at)) {
        this.#at += quote.length;
        return;
      }
      if (this.#char === "\n" && quote === char) break;
      if (this.#char === "\\") this.#at += 2;
      else if (isFormat && this.#source.startsWith("{{", this.#at)) this.#at += 2;
      else if (isFormat && this.#char === "{") this.#field();
      else this.#at++;
    }
    if (quote === char) this.#endAtOdd(begin, char);
  }

  /**
   * endAtOdd ends a string that its line does not end at the first odd quote of its kind.
   * @param {number} begin
   * @param {string} quote
   */
  #endAtOdd(begin, quote) {
    const odd = quote === '"' ? DOUBLE : SINGLE;
    const line = this.#source.slice(begin, this.#at);
    const found = [...line].findIndex((char) => odd.includes(char));
    if (found < 0) return;
    const end = begin + [...line].slice(0, found).join("").length;
    this.found = this.found.filter(({ from }) => from < end);
    this.#note(end);
    this.#at = end + 1;
  }

  /** oddString reads a string that begins with an odd quote and ends on its line. */
  #oddString() {
    const quotes = DOUBLE.includes(this.#char) ? `${DOUBLE}"` : `${SINGLE}'`;
    this.#note(this.#at);
    this.#at++;
    const rest = this.#source.slice(this.#at).match(/^.*/)?.[0] ?? "";
    const inside = rest.match(new RegExp(`^(?:\\\\.|[^${quotes}\\\\])*(?=[${quotes}])`))?.[0];
    if (inside === undefined) return;
    this.#note(this.#at + inside.length); // notes nothing if it is a plain one
    this.#at += inside.length + 1;
  }

  /** field reads a field in a string: an expression, and behind a colon its format. */
  #field() {
    this.#at++;
    this.code(true);
    if (this.#char === ":") this.#format();
    if (this.#char === "}") this.#at++;
  }

  /** format reads the format of a field, which may hold fields. */
  #format() {
    while (this.#at < this.#source.length && !"}\n\"'".includes(this.#char)) {
      if (this.#char === "{") this.#field();
      else this.#at++;
    }
  }
}
