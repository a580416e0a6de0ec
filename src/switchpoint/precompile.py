"""Compiles the standard library for the tab. Runs inside Pyodide, at bundle time.

Pyodide ships its standard library as sources, and compiling them is two thirds of every boot.
Only Pyodide's own interpreter can do it beforehand: the host's bytecode has another magic number.
"""

import importlib.util
import io
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]

PRUNED = (
    "_pyrepl/",
    "ensurepip/",
    "idlelib/",
    "lib2to3/",
    "pydoc_data/",
    "test/",
    "turtledemo/",
    "venv/",
)
"""Parts that need a terminal, a package installer or the network: of no use in a tab."""

_HOME = "/lib/python314.zip/"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def precompile(source_zip: bytes) -> bytes:
    """Return the library's zip with an unchecked hash-based ``.pyc`` for every ``.py``.

    zipimport takes such files without comparing times (PEP 552).
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source_zip)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for name in sorted(old.namelist()):
            if name.startswith(PRUNED) or name.endswith(("/", ".pyc")):
                continue
            content = old.read(name)
            if name.endswith(".py"):
                content, name = _compiled(content, _HOME + name), name + "c"
            new.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _compiled(source: bytes, path: str) -> bytes:
    code = compile(source, path, "exec", dont_inherit=True)
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), False))
