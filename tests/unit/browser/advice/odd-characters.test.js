import assert from "node:assert/strict";
import { test } from "node:test";
import { findOdd, findTabs } from "../../../../src/switchpoint/browser/advice/odd-characters.js";
import { withoutInvisible } from "../../../../src/switchpoint/browser/common/invisible.js";

/** Return a program with all that was found replaced. */
function mended(source, find = findOdd) {
  let text = "";
  let at = 0;
  for (const { from, to, insert } of find(source)) {
    text += source.slice(at, from) + insert;
    at = to;
  }
  return text + source.slice(at);
}

for (const [what, source, wanted] of [
  ["Chinese punctuation", "f（1，2）；x＝［1、2】", "f(1,2);x=[1,2]"],
  ["a Chinese colon", "if x：\n    y。z", "if x:\n    y.z"],
  ["full-width signs and digits", "x ＝ １２ ＋ ｛３｝ ！＝ ４", "x = 12 + {3} != 4"],
  ["dashes", "x = 3 – 1 − 2 — 1", "x = 3 - 1 - 2 - 1"],
  ["curly quotes", "print(“你好，世界”，‘a’)", "print(\"你好，世界\",'a')"],
  ["both ends alike", "print(”a”, ’b’)", "print(\"a\", 'b')"],
  ["a quote that only ends oddly", 'print("你好，”)', 'print("你好，")'],
  ["a quote that only begins oddly", 'print(“你好，")', 'print("你好，")'],
  ["an escaped quote in odd quotes", "print(“a\\”b，”)", 'print("a\\”b，")'],
  ["an odd quote alone", "x = 1 ” 2", 'x = 1 " 2'],
  ["spaces of other widths", "x =\u00a01\u3000+ 2\u2003", "x = 1 + 2 "],
  ["wide spaces that indent", "if x:\n\u3000\u3000y", "if x:\n    y"],
  ["what cannot be seen", "x\u200b = \ufeff1", "x = 1"],
  ["behind a full-width number sign is a comment", "x ＃ ，“", "x # ，“"],
  ["a field in a string", 'f"，{x，y}，{z:，}" + g（)', 'f"，{x,y}，{z:，}" + g()'],
  ["the same quote in a field", 'f"{d["，"]}，" ，1', 'f"{d["，"]}，" ,1'],
  ["the field's own colon", 'f"{x：.2f}"', 'f"{x:.2f}"'],
  ["a brace and a nested field", 'f"{{，{x:{y，}}，"，1', 'f"{{，{x:{y,}}，",1'],
  ["a raw field", "rf'{x，y}，'", "rf'{x,y}，'"],
  ["a field that is not closed", 'f"{x，"\ny，1', 'f"{x,"\ny,1'],
]) {
  test(`found: ${what}`, () => assert.equal(mended(source), wanted));
}

for (const [what, source] of [
  ["strings", "print('，“”' + \"（‘’\" + '\\'，')"],
  ["long strings", "\"\"\"\n，“\n\"\"\" + '''。\n'''"],
  ["what is no field", "rb'{，}' + buf'{，}' + \"{，}\""],
  ["comments", "x = 1  # 一，二（“三”）\n# ：\n"],
  ["names in Chinese and full-width letters", "变量 = ａｂ＿ｃ"],
  ["a string that never ends", "x = '，\ny = 1"],
  ["a long string that never ends", 'x = """，”\n，'],
  ["other signs", "x = 3 × 4 ÷ 2 … 《a》 😀"],
  ["plain programs", 'def f(x):\n    return {1: [x]}["a"] - 1\n'],
]) {
  test(`left alone: ${what}`, () => assert.deepEqual(findOdd(source), []));
}

test("each is told with its place and kind", () => {
  assert.deepEqual(findOdd("a，“b”–\u3000\u200b"), [
    { from: 1, to: 2, insert: ",", kind: "fullwidth" },
    { from: 2, to: 3, insert: '"', kind: "quote" },
    { from: 4, to: 5, insert: '"', kind: "quote" },
    { from: 5, to: 6, insert: "-", kind: "dash" },
    { from: 6, to: 7, insert: " ", kind: "space" },
    { from: 7, to: 8, insert: "", kind: "invisible" },
  ]);
});

test("a large program is read at once", () => {
  const source = "x = f（1，2）  # ，\n".repeat(20_000);
  assert.equal(findOdd(source).length, 60_000);
});

test("tabs are found where they indent", () => {
  const source = "if x:\n\ty\t= 1\n  \t\tz = '\t'\n";
  assert.equal(mended(source, findTabs), "if x:\n    y\t= 1\n          z = '\t'\n");
});

test("a text loses what cannot be seen, and nothing else", () => {
  assert.equal(withoutInvisible("a\u200bb\ufeff\u00ad c\u00a0，\u2060"), "ab c\u00a0，");
});
