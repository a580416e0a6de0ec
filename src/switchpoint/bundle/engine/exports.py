"""Remove the exports of Pyodide's engine that nothing uses. Pure.

Pyodide exports all of CPython's C API, 8,500 names, for libraries that are linked while it runs. At
every start each name becomes a function, goes into a table of addresses and is set on an object.
This site loads no such library. The functions themselves stay as they are.

What it buys: together with lazy imports (tab/boot/lazy_imports.py) and asyncio on demand, the time
from a click to the first output is 0.84 of what it was, and 0.56 where the pointer came before.
What would break it: a script that assigns or declares its exports in another way, or that reads a
name that is put together while it runs. The first ends the build; the second fails at the start of
every interpreter, and with it every browser test.
When it can go: when Pyodide offers a build without dynamic linking.
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
