// Runs precompile.py inside Pyodide under Node: precompile.mjs PYODIDE_DIR SOURCE_ZIP TARGET_ZIP
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [directory, source, target] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${directory}/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: directory });
pyodide.runPython(readFileSync(new URL("precompile.py", import.meta.url), "utf8"));
const compiled = pyodide.globals.get("precompile")(pyodide.toPy(new Uint8Array(readFileSync(source))).tobytes());
writeFileSync(target, compiled.toJs());
