// Calls main() of a Python module in Pyodide: in_pyodide.mjs PYODIDE_DIR MODULE NAME=FOLDER...
// Each folder of this machine is mounted at /NAME. Modules are also found in /src and /packages.
import { pathToFileURL } from "node:url";

const [directory, module, ...folders] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${directory}/pyodide.mjs`).href);
const { SOURCE_DATE_EPOCH } = process.env;
const env = { PYTHONDONTWRITEBYTECODE: "1", ...(SOURCE_DATE_EPOCH && { SOURCE_DATE_EPOCH }) };
const python = await loadPyodide({ indexURL: directory, env });
for (const folder of folders) {
  const [name] = folder.split("=", 1);
  python.mountNodeFS(`/${name}`, folder.slice(name.length + 1));
}
python.runPython("import sys; sys.path += ['/src', '/packages']");
python.pyimport(module).main();
