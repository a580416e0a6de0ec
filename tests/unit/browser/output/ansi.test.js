import assert from "node:assert/strict";
import { test } from "node:test";
import { ERASE, HIDDEN, Pen } from "../../../../src/switchpoint/browser/output/ansi.js";

/** Read texts with one pen, to the end; return all pieces. */
function read(...texts) {
  const pen = new Pen();
  return [...texts.flatMap((text) => pen.read(text)), ...pen.end()];
}

/** Return the classes of the text X after what sets them. */
const classesAfter = (command) =>
  read(`${command}X`)
    .find(([text]) => text === "X")
    .at(1);

test("plain text is one piece without classes", () => {
  assert.deepEqual(read("a\tb\nc"), [["a\tb\nc", ""]]);
});

test("colours and styles become classes, and their commands stay, hidden", () => {
  assert.deepEqual(read("\x1b[1;31mred\x1b[0m plain"), [
    ["\x1b[1;31m", HIDDEN],
    ["red", "ansi ansi-bold ansi-front-1"],
    ["\x1b[0m", HIDDEN],
    [" plain", ""],
  ]);
});

test("no character is lost, whatever is printed and wherever it is cut", () => {
  const text =
    "a\x1b[1mb\x1b]0;title\x07c\x1b(Bd\re\r\nf\x1b[38;2;1;2;3mg\x9b31mh\x00\x1bPdata\x1b\\i\x1b[";
  for (let at = 0; at <= text.length; at++) {
    const pieces = read(text.slice(0, at), text.slice(at));
    assert.equal(pieces.map(([piece]) => piece).join(""), text);
    const seen = pieces.filter(([, classes]) => classes !== HIDDEN && classes !== ERASE);
    assert.equal(seen.map(([piece]) => piece).join(""), "abcde\nfghi", `cut at ${at}`);
  }
});

for (const [command, classes] of [
  ["\x1b[4;42m", "ansi ansi-underline ansi-back-2"],
  ["\x1b[1m\x1b[2m\x1b[3m\x1b[22m", "ansi ansi-italic"],
  ["\x1b[7;9m\x1b[27m", "ansi ansi-strike"],
  ["\x1b[31;44m\x1b[39m", "ansi ansi-back-4"],
  ["\x1b[31;44m\x1b[49m", "ansi ansi-front-1"],
  ["\x1b[97;100m", "ansi ansi-front-15 ansi-back-8"],
  ["\x1b[1;31m\x1b[m", ""],
  ["\x1b[38;5;9m", "ansi ansi-front-9"],
  ["\x1b[38;5;196m", "ansi ansi-front-1"], // the cube's 255, 0, 0
  ["\x1b[38;5;255m", "ansi ansi-front-15"], // nearly white
  ["\x1b[38;5;256m", ""], // no such colour
  ["\x1b[48;2;0;0;255m", "ansi ansi-back-4"],
  ["\x1b[38:2:0:170:0;1m", "ansi ansi-bold ansi-front-2"],
  ["\x1b[38;5;2;4m", "ansi ansi-underline ansi-front-2"], // what follows a colour counts
  ["\x1b[2J", ""],
]) {
  test(`${JSON.stringify(command)} sets ${classes || "nothing"}`, () => {
    assert.equal(classesAfter(command), classes);
  });
}

test("a carriage return erases the line, except before a newline", () => {
  assert.deepEqual(read("50%\r60%"), [
    ["50%", ""],
    ["\r", ERASE],
    ["60%", ""],
  ]);
  assert.deepEqual(read("end\r", "\n"), [
    ["end", ""],
    ["\r", HIDDEN],
    ["\n", ""],
  ]);
});

test("a command of which only a part comes is hidden at the end", () => {
  assert.deepEqual(read("a\x1b[1"), [
    ["a", ""],
    ["\x1b[1", HIDDEN],
  ]);
});

test("a string that does not end hides at most 2,000 characters", () => {
  const seen = read(`\x1b]0;${"x".repeat(5000)}`).filter(([, classes]) => classes !== HIDDEN);
  assert.ok(seen.map(([text]) => text).join("").length >= 3000);
});
