// Removes the exports of Pyodide's engine that nothing uses, and the code that nothing reaches then.
//
// Pyodide exports all of CPython's C API, 8,500 names, for libraries that are linked while it runs.
// At every start each name becomes a function, goes into a table of addresses and is set on an
// object. This site loads no such library.
//
// What it buys: together with lazy imports (tab/boot/lazy_imports.py) and asyncio on demand, the time
// from a click to the first output is 0.84 of what it was, and 0.56 where the pointer came before.
// What would break it: a script that assigns or declares its exports in another way, or that reads a
// name that is put together while it runs. The first ends the build; the second fails at the start of
// every interpreter, and with it every browser test.
// When it can go: when Pyodide offers a build without dynamic linking.
import binaryen from "binaryen";

const ASSIGNMENTS = /(?<=function assignWasmExports\(wasmExports\)\{)[^{}]+(?=\})/;
const ASSIGNMENT = /^([\w$]+)=.*\bwasmExports\["([\w$]+)"\]/;
const DECLARATION = /(?<=\bvar )[\w$]+(?:,[\w$]+){999,}(?=;)/;

/**
 * Removes the exports that nothing mentions, and returns the script without them.
 * @param {binaryen.Module} engine
 * @param {string} script pyodide.asm.mjs
 * @param {string} others The text of all else that calls into the engine.
 */
export function removeExports(engine, script, others) {
  const [assignments] = ASSIGNMENTS.exec(script) ?? [];
  const [declaration] = DECLARATION.exec(script) ?? [];
  if (!assignments || !declaration)
    throw new Error("it does not assign and declare all exports in one place");
  const rest = script.replace(assignments, "").replace(declaration, "");
  const mentioned = new Set(`${rest} ${others}`.match(/[\w$]+/g));
  // C's names have one more _ in JavaScript.
  const isUsed = (name) => mentioned.has(name) || mentioned.has(`_${name}`);

  const removed = new Set();
  const kept = assignments.split(";").filter((statement) => {
    const [, variable, name] = ASSIGNMENT.exec(statement) ?? [];
    if (!variable || isUsed(name) || mentioned.has(variable)) return true;
    removed.add(variable);
    return false;
  });
  if (!removed.size) throw new Error("it assigns exports in another way");
  const declared = declaration.split(",").filter((name) => !removed.has(name));
  removeFrom(engine, isUsed);
  return script
    .replace(assignments, () => kept.join(";")) // a function: names have $, which means something
    .replace(declaration, () => declared.join(","));
}

/** Removes exports from the module, and what only they reached. */
function removeFrom(engine, isUsed) {
  const names = Array.from(
    { length: engine.getNumExports() },
    (_, index) => binaryen.getExportInfo(engine.getExportByIndex(index)).name,
  );
  for (const name of names) if (!isUsed(name)) engine.removeExport(name);
  engine.runPasses(["remove-unused-module-elements"]);
}
