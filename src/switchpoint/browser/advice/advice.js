/**
 * advice.js finds what may help a beginner with what ended a program: a sentence on the message, the
 * place on the pages of common errors that explains it, characters to replace.
 */

import { findOdd, findTabs } from "./odd-characters.js";

/** @typedef {import("./odd-characters.js").Odd} Odd */
/** @typedef {import("../interpreter/messages.js").Failure} Failure */
/** @typedef {keyof typeof import("./advice-strings.js").WORDS.en} Key */
/** @typedef {[pattern: string, place: string]} Entry One of errors/messages.json. */

/**
 * Advice is the name of a sentence with what is put into it, and what to replace.
 * @typedef {{ key: Key, values: Record<string, string | number>, replace: Odd[] }} Advice
 */

/**
 * The messages that get a sentence, the first that fits, as Python 3.14 writes them. Groups are put
 * into the sentence.
 * @type {[RegExp, Key][]}
 */
const SENTENCES = [
  [/^SyntaxError: expected ':'/, "colon"],
  [/^SyntaxError: .*Maybe you meant '==' (?:or ':=' )?instead of '='\?/, "equals"],
  [/^SyntaxError: '(?<bracket>[([{])' was never closed/, "bracket"],
  [/^SyntaxError: unmatched '(?<bracket>[)\]}])'/, "unmatched"],
  [/^SyntaxError: invalid syntax\. Perhaps you forgot a comma\?/, "comma"],
  [/^SyntaxError: unterminated (?:triple-quoted )?(?:[ft]-)?string literal/, "unterminated"],
  [/^SyntaxError: Missing parentheses in call to '(?<name>\w+)'/, "parentheses"],
  [/^SyntaxError: '(?<name>yield from|yield|return)' outside function/, "outside"],
  [/^IndentationError: expected an indented block after .* on line (?<line>\d+)/, "block"],
  [/^IndentationError: un(?:expected indent|indent does not match)/, "indent"],
  [/^TabError: /, "tab"],
  [/^NameError: .*\bforget to import '(?<name>[^']+)'\?/, "import"],
  [/^(?:\w+): .*Did you mean:? '(?<name>[^']+)'\?/, "meant"],
  [/^NameError: name '(?<name>[^']+)' is not defined$/, "name"],
  [/^UnboundLocalError: cannot access local variable '(?<name>[^']+)'/, "local"],
  [/^TypeError: can only concatenate str \(not "(?:int|float)"\) to str/, "concatenate"],
  [/^TypeError: unsupported operand type\(s\) for \+: '(?:int|float)' and 'str'/, "concatenate"],
  [/^ModuleNotFoundError: No module named '(?<name>[^']+)'$/, "module"],
];

/**
 * adviceFor returns the advice for a failure, undefined if there is none.
 * @param {Failure} failure
 * @param {string} stderr
 * @param {string} source
 * @returns {Advice | undefined}
 */
export function adviceFor(failure, stderr, source) {
  const message = wholeMessage(failure, stderr);
  if (/^(?:Syntax|Indentation)Error: /.test(message)) {
    const odd = oddAdvice(failure, source);
    if (odd) return odd;
  }
  for (const [pattern, key] of SENTENCES) {
    const found = pattern.exec(message);
    if (!found) continue;
    const replace = key === "tab" ? findTabs(source) : [];
    return { key, values: { line: failure.line, ...found.groups }, replace };
  }
  return undefined;
}

/**
 * oddAdvice tells of the odd character at a syntax error, or else of the first one.
 * @param {Failure} failure
 * @param {string} source
 * @returns {Advice | undefined}
 */
function oddAdvice(failure, source) {
  const replace = findOdd(source);
  const lines = source.split("\n");
  const before = lines.slice(0, failure.line - 1).join("\n").length + (failure.line > 1 ? 1 : 0);
  const inLine = [...(lines[failure.line - 1] ?? "")].slice(0, Math.max(0, failure.column - 1));
  const at = before + inLine.join("").length;
  const odd = replace.find(({ from }) => from === at) ?? replace[0];
  if (!odd) return undefined;
  const char = source.slice(odd.from, odd.to);
  const code = char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  const line = source.slice(0, odd.from).split("\n").length;
  return { key: odd.kind, values: { line, char, wanted: odd.insert, code: `U+${code}` }, replace };
}

/**
 * explained returns the message of a program that the pages of common errors explain, and where: that
 * of what ended it, otherwise of a warning.
 * @param {Failure | undefined} failure
 * @param {string} stderr
 * @param {Entry[]} entries
 * @returns {{ message: string, place: string } | undefined}
 */
export function explained(failure, stderr, entries) {
  const lines = stderr.split("\n").map((line) => line.replace(/^.*:\d+: (?=\w+Warning: )/, ""));
  const messages = failure ? [wholeMessage(failure, stderr), ...lines] : lines;
  const known = entries.map(([pattern, place]) => ({ all: new RegExp(`^(?:${pattern})$`), place }));
  for (const message of new Set(messages)) {
    const found = known.find(({ all }) => all.test(message));
    if (found) return { message, place: found.place };
  }
  return undefined;
}

/**
 * wholeMessage returns the line of standard error that begins with a failure's message: Python adds
 * what may have been meant only when it prints.
 * @param {Failure} failure
 * @param {string} stderr
 */
function wholeMessage({ message }, stderr) {
  return stderr.split("\n").findLast((line) => line.startsWith(message)) ?? message;
}
