"""Has Pyodide's engine start sooner: fewer exports, and a script that is compiled once. Pure.

Pyodide exports all of CPython's C API, 8,500 names, for libraries that are linked while it runs. At
every start each name becomes a function, goes into a table of addresses and is set on an object.
This site loads no such library, so the names nobody says are cut. The code itself stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from switchpoint.bundle.engine.wasm import Module

_NAME = r"[\w$]+"
_WORD = re.compile(_NAME)
_ASSIGNMENTS = re.compile(r"(?<=function assignWasmExports\(wasmExports\)\{)[^{}]+(?=\})")
_ASSIGNMENT = re.compile(rf'(?P<variable>{_NAME})=.*\bwasmExports\["(?P<export>{_NAME})"\]')
_DECLARATION = re.compile(rf"(?<=\bvar ){_NAME}(?:,{_NAME}){{999,}}(?=;)")


class EngineError(Exception):
    """The engine's script is not put together as it was; the message says what is different."""


def slim(script: str, engine: bytes, others: Iterable[str]) -> tuple[str, bytes]:
    """Return script and engine without the exports that nobody mentions.

    ``script`` is pyodide.asm.mjs, ``engine`` its WebAssembly, ``others`` are the texts of all else
    that calls into it. Raises ``EngineError`` when the script does not deal with them as is known.
    """
    assignments, declaration = _ASSIGNMENTS.search(script), _DECLARATION.search(script)
    if assignments is None or declaration is None:
        raise EngineError("it does not assign and declare all exports in one place")
    rest = script.replace(assignments[0], "").replace(declaration[0], "")
    said = {word for text in (rest, *others) for word in _WORD.findall(text)}

    def is_said(export: str) -> bool:
        return export in said or f"_{export}" in said  # C's names have one more in JavaScript

    kept, gone = [], set()
    for statement in assignments[0].split(";"):
        found = _ASSIGNMENT.match(statement)
        if found is None or is_said(found["export"]) or found["variable"] in said:
            kept.append(statement)
        else:
            gone.add(found["variable"])
    if not gone:
        raise EngineError("it assigns exports in another way")
    declared = [name for name in declaration[0].split(",") if name not in gone]
    script = script.replace(assignments[0], ";".join(kept))
    script = script.replace(declaration[0], ",".join(declared))
    module = Module(engine)
    module.exports = [export for export in module.exports if is_said(export.name)]
    return script, module.to_bytes()


def compiled_at_once(script: str) -> str:
    """Return pyodide.asm.mjs with its one function in brackets.

    A browser only skims a function that is declared, and parses it anew when it is called. One in
    brackets it compiles at once, for such a one is called at once as a rule: a heuristic of V8's
    and other engines'. Raises ``EngineError`` when the script is not that function.
    """
    name = "_createPyodideModule"
    head, foot = f"async function {name}(", f"}}export default {name};"
    if script.count(head) != 1 or script.count(foot) != 1:
        raise EngineError(f"it is not one function {name}")
    script = script.replace(head, f"const {name}=(async function(")
    return script.replace(foot, f"}});export default {name};")
