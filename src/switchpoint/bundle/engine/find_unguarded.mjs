// Finds C functions that call each other as deep as objects are nested, and never measure the stack:
// the next() of iterators over iterators, and the close() of generators that wait for another.
// recursion.mjs adds the check.
import { pathToFileURL } from "node:url";

// Py_tp_iternext, a number of CPython's stable ABI (Include/typeslots.h)
const ITERNEXT = 63;
// Words before a method descriptor's PyMethodDef (Include/cpython/descrobject.h), and before the
// function in that (Include/methodobject.h).
const [DEFINITION, FUNCTION] = [5, 1];

/**
 * Returns their addresses.
 * @param {string} directory That of Pyodide's npm package.
 */
export async function findUnguarded(directory) {
  const { loadPyodide } = await import(pathToFileURL(`${directory}/pyodide.mjs`).href);
  const python = await loadPyodide({ indexURL: directory });
  const M = python._module;
  const [types, methods] = python.runPython(`
import itertools
from types import CoroutineType, GeneratorType

iterators = enumerate, filter, map, reversed, zip, *vars(itertools).values()
closed = GeneratorType, CoroutineType
[id(it) for it in iterators if isinstance(it, type)], [id(it.__dict__["close"]) for it in closed]
`);
  const word = (address, index) => M.HEAPU32[(address >> 2) + index];
  const nexts = types.toJs().map((type) => M._PyType_GetSlot(type, ITERNEXT));
  const closes = methods.toJs().map((method) => word(word(method, DEFINITION), FUNCTION));
  return [...new Set([...nexts.filter(Boolean), ...closes])];
}
