import assert from "node:assert/strict";
import { test } from "node:test";
import { adviceFor, explained } from "../../../../src/switchpoint/browser/advice/advice.js";

const failed = (message, line = 1, column = 1) => ({ message, line, column, endColumn: 0 });

/** Each line is what CPython 3.14 says of a beginner's program; the columns are not needed here. */
for (const [message, key, values] of [
  ["SyntaxError: expected ':'", "colon", {}],
  ["SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?", "equals", {}],
  ["SyntaxError: cannot assign to f here. Maybe you meant '==' instead of '='?", "equals", {}],
  ["SyntaxError: '(' was never closed", "bracket", { bracket: "(" }],
  ["SyntaxError: unmatched ')'", "unmatched", { bracket: ")" }],
  ["SyntaxError: invalid syntax. Perhaps you forgot a comma?", "comma", {}],
  ["SyntaxError: unterminated string literal (detected at line 1)", "unterminated", {}],
  ["SyntaxError: unterminated f-string literal (detected at line 1)", "unterminated", {}],
  [
    "SyntaxError: unterminated triple-quoted string literal (detected at line 9)",
    "unterminated",
    {},
  ],
  [
    "SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?",
    "parentheses",
    { name: "print" },
  ],
  ["SyntaxError: 'yield' outside function", "outside", { name: "yield" }],
  ["SyntaxError: 'return' outside function", "outside", { name: "return" }],
  [
    "IndentationError: expected an indented block after 'if' statement on line 3",
    "block",
    { line: "3" },
  ],
  ["IndentationError: unexpected indent", "indent", {}],
  ["IndentationError: unindent does not match any outer indentation level", "indent", {}],
  ["TabError: inconsistent use of tabs and spaces in indentation", "tab", {}],
  ["NameError: name 'x' is not defined", "name", { name: "x" }],
  ["NameError: name '你好' is not defined", "name", { name: "你好" }],
  ["NameError: name 'pirnt' is not defined. Did you mean: 'print'?", "meant", { name: "print" }],
  [
    "NameError: name 'time' is not defined. Did you forget to import 'time'?",
    "import",
    { name: "time" },
  ],
  [
    "NameError: name 'tim' is not defined. Did you mean: 'x'? Or did you forget to import 'tim'?",
    "import",
    { name: "tim" },
  ],
  [
    "AttributeError: 'list' object has no attribute 'apend'. Did you mean: 'append'?",
    "meant",
    { name: "append" },
  ],
  [
    "UnboundLocalError: cannot access local variable 'n' where it is not associated with a value",
    "local",
    { name: "n" },
  ],
  ['TypeError: can only concatenate str (not "int") to str', "concatenate", {}],
  ["TypeError: unsupported operand type(s) for +: 'int' and 'str'", "concatenate", {}],
  ["ModuleNotFoundError: No module named 'flask'", "module", { name: "flask" }],
]) {
  test(message, () => {
    const found = adviceFor(failed(message, 7), "", "plain\n");
    assert.deepEqual(found, { key, values: { line: 7, ...values }, replace: [] });
  });
}

for (const message of [
  "ValueError: expected ':'",
  "ZeroDivisionError: division by zero",
  "SyntaxError: invalid syntax",
  'TypeError: can only concatenate str (not "list") to str',
  "ModuleNotFoundError: No module named 'tkinter': a tab has no windows",
])
  test(`nothing is added to ${message}`, () =>
    assert.equal(adviceFor(failed(message), "", "x\n"), undefined));

test("what Python adds when it prints is read from standard error", () => {
  const stderr =
    "Traceback (most recent call last):\nNameError: name 'a' is not defined. Did you mean: 'b'?\n";
  const found = adviceFor(failed("NameError: name 'a' is not defined"), stderr, "");
  assert.deepEqual([found.key, found.values.name], ["meant", "b"]);
});

test("of several odd characters, the one at the error is told and all are replaced", () => {
  const source = "x = 1\n😀 = f（1，2）\n";
  const message = "SyntaxError: invalid character '，' (U+FF0C)";
  const { key, values, replace } = adviceFor(failed(message, 2, 8), "", source);
  assert.equal(key, "fullwidth");
  assert.deepEqual(values, { line: 2, char: "，", wanted: ",", code: "U+FF0C" });
  assert.deepEqual(
    replace.map(({ insert }) => insert),
    ["(", ",", ")"],
  );
});

test("if none is at the error, the first one is told", () => {
  const message = "SyntaxError: unterminated string literal (detected at line 2)";
  const { values } = adviceFor(failed(message, 2, 7), "", 'x = 1\nprint("a”)\n');
  assert.deepEqual(values, { line: 2, char: "”", wanted: '"', code: "U+201D" });
});

test("odd characters in strings are not to blame for a missing colon", () => {
  const found = adviceFor(failed("SyntaxError: expected ':'", 1), "", "if x == '，'\n    y\n");
  assert.equal(found.key, "colon");
});

test("for mixed tabs and spaces, the tabs are replaced", () => {
  const message = "TabError: inconsistent use of tabs and spaces in indentation";
  const { replace } = adviceFor(failed(message, 3), "", "if x:\n\ty\n        z\n");
  assert.deepEqual(replace, [{ from: 6, to: 7, insert: "    ", kind: "tab" }]);
});

const ENTRIES = [
  ["(?:\\w+\\.)*StopIteration(?:: .*)?", "generators/#stop-iteration"],
  ["RuntimeWarning: coroutine '[^']*' was never awaited", "async/#never-awaited"],
];

test("what ended the program is explained, or else a warning", () => {
  const warned =
    "/x.py:3: RuntimeWarning: coroutine 'f' was never awaited\n  f()\nStopIteration: 7\n";
  assert.deepEqual(explained(failed("StopIteration: 7"), warned, ENTRIES), {
    message: "StopIteration: 7",
    place: "generators/#stop-iteration",
  });
  assert.deepEqual(explained(undefined, warned, ENTRIES), {
    message: "RuntimeWarning: coroutine 'f' was never awaited",
    place: "async/#never-awaited",
  });
  assert.equal(explained(failed("KeyError: 1"), "KeyError: 1\n", ENTRIES), undefined);
  assert.equal(explained(undefined, "I say StopIteration\n", ENTRIES), undefined);
});
