// Runs stdlib_archives.py inside Pyodide under Node: stdlib_archives.mjs PYODIDE_DIR OUT_DIR HOME NAME...
// The named files below HOME are our own; one .zip for each archive is written to OUT_DIR.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const [directory, target, home, ...names] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${directory}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: directory });
python.runPython(readFileSync(new URL("stdlib_archives.py", import.meta.url), "utf8"));
const bytes = (path) => python.toPy(new Uint8Array(readFileSync(path))).tobytes();
const ours = python.globals.get("dict")();
for (const name of names) ours.set(`${basename(home)}/${name}`, bytes(join(home, name)));
const made = python.globals.get("archives")(bytes(`${directory}/python_stdlib.zip`), ours);
for (const name of made) writeFileSync(join(target, `${name}.zip`), made.get(name).toJs());
