import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

/** What each folder may import besides itself, as browser/README.md says; types do not count. */
const ALLOWED = {
  ".": [
    "offline",
    "block",
    "common",
    "editing",
    "interpreter",
    "exercise",
    "prediction",
    "measuring",
  ],
  block: ["advice", "common", "editing", "exercise", "offline", "output", "timeline"],
  advice: ["common"],
  output: ["common"],
  timeline: ["common"],
  editing: ["common"],
  exercise: ["common"],
  prediction: ["common", "output"],
  measuring: ["common", "interpreter"],
  interpreter: ["common"],
  worker: ["common"],
  offline: ["common"],
  common: [],
};
const BROWSER = fileURLToPath(new URL("../../../src/switchpoint/browser", import.meta.url));
const WORDS = "../tracing/words/";
const IMPORT = /^(?:import|export)\b(?:[^;("']* from)? "(\.[^"]+)"|\bimport\("(\.[^"]+)"\)/gm;

/** Return the imports that are not allowed, as "file imports file". */
function forbidden() {
  const found = [];
  for (const file of globSync("**/*.js", { cwd: BROWSER })) {
    const code = readFileSync(join(BROWSER, file), "utf8").replaceAll(/\/\*.*?\*\//gs, "");
    for (const [, one, other] of code.matchAll(IMPORT)) {
      const imported = join(dirname(file), one ?? other);
      const [from, to] = [dirname(file), dirname(imported)];
      if (from !== to && !imported.startsWith(WORDS) && !ALLOWED[from]?.includes(to))
        found.push(`${file} imports ${imported}`);
    }
  }
  return found;
}

test("no folder imports what it may not", () => {
  assert.deepEqual(forbidden(), []);
});

test("the imports are found", () => {
  const code = 'import "./a.js";\nimport {\n  b,\n} from "./b.js";\nvoid import("./c.js");\n';
  assert.deepEqual(
    [...code.matchAll(IMPORT)].map(([, one, other]) => one ?? other),
    ["./a.js", "./b.js", "./c.js"],
  );
});
