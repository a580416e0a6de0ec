// Compiles the wheels in a folder with pyodide-build's py-compile, run by Pyodide's own interpreter:
// wheels.mjs PYODIDE_DIR SITE_PACKAGES WHEELS_DIR. SITE_PACKAGES is the host's, with pyodide-build.
import { pathToFileURL } from "node:url";

const [directory, packages, wheels] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${directory}/pyodide.mjs`).href);
const { SOURCE_DATE_EPOCH } = process.env; // py_compile then writes hashes instead of times
const python = await loadPyodide({ indexURL: directory, env: { SOURCE_DATE_EPOCH } });
python.mountNodeFS("/packages", packages);
python.mountNodeFS("/wheels", wheels);
python.runPython(`
import sys
from pathlib import Path

sys.path.append("/packages")
from pyodide_build._py_compile import _py_compile_archive_dir

_py_compile_archive_dir(Path("/wheels"), keep=False, verbose=False)
`);
