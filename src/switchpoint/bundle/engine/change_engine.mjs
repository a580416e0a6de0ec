// Changes Pyodide's engine: change_engine.mjs PYODIDE_DIR OUT_DIR NAMES
// NAMES are those by which our own files may call it. The engine's WebAssembly module and the script
// that loads it are read from PYODIDE_DIR and written to OUT_DIR.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import binaryen from "binaryen";
import { removeExports } from "./exports.mjs";
import { findUnguarded } from "./find_unguarded.mjs";
import { guardRecursion } from "./recursion.mjs";

const [pyodide, out, names] = process.argv.slice(2);
const text = (name) => readFileSync(join(pyodide, name), "utf8");
const engine = binaryen.readBinary(readFileSync(join(pyodide, "pyodide.asm.wasm")));
guardRecursion(engine, await findUnguarded(pyodide));
const others = `${text("pyodide.mjs")} ${names}`;
writeFileSync(join(out, "pyodide.asm.mjs"), removeExports(engine, text("pyodide.asm.mjs"), others));
writeFileSync(join(out, "pyodide.asm.wasm"), engine.emitBinary());
