"""Compiles the standard library for the tab. Runs inside Pyodide, at bundle time.

Pyodide ships its standard library as sources, and compiling them is two thirds of every boot.
Only Pyodide's own interpreter can do it beforehand: the host's bytecode has another magic number.
"""

import importlib
import importlib.util
import io
import sys
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]

TYPICAL = """
    ast asyncio collections contextlib contextvars dataclasses dis enum functools heapq inspect
    itertools json linecache logging math operator queue random re reprlib string textwrap threading
    time traceback types typing warnings weakref
"""
"""What snippets import, and so what is worth its larger size as bytecode."""

PRUNED = ("_pyrepl/", "ensurepip/", "idlelib/", "lib2to3/", "pydoc_data/", "turtledemo/", "venv/")
"""Parts that need a terminal or a package installer: of no use in a tab."""

_HOME = "/lib/python314.zip/"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def precompile(source_zip: bytes) -> bytes:
    """Return the library's zip with bytecode for what a boot and typical snippets import.

    The ``.pyc`` are hash-based and unchecked, which zipimport takes without comparing times
    (PEP 552). Rarely used modules stay sources, which are smaller.
    """
    hot = _hot_files()
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source_zip)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for name in sorted(old.namelist()):
            if name.startswith(PRUNED) or name.endswith(("/", ".pyc")):
                continue
            content = old.read(name)
            if name in hot:
                content, name = _compiled(content, _HOME + name), name + "c"
            new.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _hot_files() -> set[str]:
    """Return the library's files that are loaded once booted and all typical modules are in."""
    for name in TYPICAL.split():
        importlib.import_module(name)
    files = (getattr(module, "__file__", None) or "" for module in list(sys.modules.values()))
    return {file.removeprefix(_HOME) for file in files if file.startswith(_HOME)}


def _compiled(source: bytes, path: str) -> bytes:
    code = compile(source, path, "exec", dont_inherit=True)
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), False))
