import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  digits,
  median,
  parse,
  ratios,
  show,
} from "../../../../src/switchpoint/browser/measuring/results.js";

const recorded = readFileSync(
  new URL("../../../../measurements/switch.json", import.meta.url),
  "utf8",
);

/** Return the recorded file with one field changed. */
const changed = (name, value) => JSON.stringify({ ...JSON.parse(recorded), [name]: value });

test("a file that the command wrote is read", () => {
  const { experiment, measures } = parse(recorded);
  assert.equal(experiment, "switch");
  assert.equal(measures.time.unit, "s");
  assert.ok(measures.time.kinds.call.all.every((sample) => sample > 0));
});

for (const [what, text, reason] of [
  ["text", "Hello", "not_json"],
  ["nothing", "", "not_json"],
  ["half a file", recorded.slice(0, recorded.length / 2), "half_file"],
  ["a foreign file", '{"name": "left-pad"}', "not_measured"],
  ["a list", "[1, 2]", "not_measured"],
  ["another format", changed("format", 2), "other_format"],
  ["no measures", changed("measures", undefined), "half_file"],
  ["a machine without a name", changed("machine", 7), "half_file"],
  ["an unknown unit", changed("measures", { time: { unit: "h", kinds: {} } }), "half_file"],
  [
    "samples that are no numbers",
    changed("measures", { time: { unit: "s", kinds: { call: { all: ["1"] } } } }),
    "half_file",
  ],
  [
    "no samples",
    changed("measures", { time: { unit: "s", kinds: { call: { all: [] } } } }),
    "half_file",
  ],
  [
    "a kind without points",
    changed("measures", { time: { unit: "s", kinds: { a: 1 } } }),
    "half_file",
  ],
])
  test(`${what} is refused: ${reason}`, () => {
    assert.throws(() => parse(text), { reason });
  });

test("another format is named", () => {
  assert.throws(() => parse(changed("format", 2)), { found: "2" });
});

test("the median is the middle, and a ratio is within a round", () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.deepEqual(ratios([2, 6, 9], [1, 2]), [2, 3]);
});

test("numbers look as those of the page", () => {
  const shown = [
    show(4.886e-8, "s"),
    show(9.996e-4, "s"),
    show(1.84, "s"),
    show(0, "s"),
    show(195, "bytes"),
    show(6011, "bytes"),
    show(163e6, "bytes"),
    show(0.934, "share"),
    show(812345, "count"),
    show(1.048, "ratio"),
    digits(1234),
    digits(0.2),
  ];
  assert.deepEqual(shown, [
    ...["49 ns", "1.0 ms", "1.8 s", "0 ns", "195 B", "5.87 KiB", "155 MiB", "93%", "812,345"],
    ...["1.05", "1,200", "0.20"],
  ]);
});
