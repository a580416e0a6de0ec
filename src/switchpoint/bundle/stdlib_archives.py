"""Compile the standard library, and cut it into archives for the tab. Runs inside Pyodide.

Pyodide ships its standard library as sources. Without this, compiling them takes two thirds of
every start. Only Pyodide's own interpreter can compile them beforehand: the bytecode of this
machine's Python has another magic number.

Archives, with their sizes as transferred (gzip), as sources and as bytecode:

    stdlib   what every program starts with, and our own modules      bytecode
    network  what gevent imports on top            165 kB, 249 kB     bytecode without docstrings
    web      what requests imports on top of that   82 kB, 138 kB     bytecode without docstrings
    rest     all else                            1,275 kB, 1,961 kB  sources

Bytecode of the second and third, and of the wheels (wheels.py), takes gevent's import,
``patch_all`` and pywsgi from 750 to 274 ms, and requests from 1,011 to 373 ms (medians of seven
runs each, by turns, in Chromium). ``rest`` is fetched whole when one module of it is imported: as
bytecode it would be larger by half, for the few modules that a program takes from it.
"""

import importlib
import importlib.util
import io
import json
import sys
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]
from pathlib import Path

from switchpoint.bundle.asyncio_on_demand import asyncio_on_demand, without_event_loop

ARCHIVES = ("stdlib", "network", "web", "rest")

_TYPICAL = """
    ast asyncio bisect collections contextlib contextvars copy dataclasses dis enum functools heapq
    inspect itertools json linecache logging math operator queue random re reprlib string
    textwrap threading time traceback types typing warnings weakref
"""
"""Modules that snippets import."""

_LATER = {
    "network": """
        _threading_local concurrent.futures.thread datetime email.parser encodings.cp437 http.client
        importlib.metadata ipaddress multiprocessing.reduction pickle platform pprint quopri select
        selectors signal socket ssl subprocess urllib.parse zipfile
    """,
    "web": """
        calendar encodings.idna hashlib hmac http.cookiejar http.cookies importlib.readers
        importlib.resources._adapters mimetypes netrc stringprep urllib.request uuid
    """,
}
"""Modules that gevent imports on top, and those that requests and urllib import on top of that."""

PRUNED = (
    *("ensurepip/", "idlelib/", "lib2to3/", "pydoc_data/", "turtledemo/", "venv/"),
    *("concurrent/futures/process.py", "webbrowser.py"),
)
"""Parts that need windows, processes or a package installer: a tab has none of them."""

_SITECUSTOMIZE = b"""from switchpoint.tab.boot import lazy_imports

lazy_imports.install()
"""
"""The interpreter imports this before any module of Pyodide's."""

_HOME = "/lib/python314.zip/"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def main() -> None:
    """Write an archive for each of ``ARCHIVES`` to /out, from /pyodide, /dbm and our package."""
    ours = {
        path.relative_to("/src").as_posix(): path.read_bytes()
        for path in own_files(Path("/src/switchpoint"))
    }
    added = {f"dbm/{path.name}": path.read_bytes() for path in sorted(Path("/dbm").glob("*.py"))}
    made = archives(Path("/pyodide/python_stdlib.zip").read_bytes(), added, ours)
    for name in ARCHIVES:
        Path(f"/out/{name}.zip").write_bytes(made[name])


def own_files(package: Path) -> list[Path]:
    """Return the files of our package that run in the tab, in a fixed order."""
    rooms = [package / "tracing", package / "tab"]
    found = [path for room in rooms for path in room.rglob("*") if path.suffix in (".py", ".json")]
    return [package / "__init__.py", *sorted(found)]


def archives(
    source_zip: bytes, added: dict[str, bytes], ours: dict[str, bytes]
) -> dict[str, bytes]:
    """Return name -> zip.

    ``added`` and ``ours`` map paths to contents: modules of the library that Pyodide leaves out,
    and our own.

    Nothing is compressed inside a zip: it is compressed as a whole, which saves more.
    """
    with zipfile.ZipFile(io.BytesIO(source_zip)) as old:
        library = {
            name: old.read(name)
            for name in sorted(old.namelist())
            if not name.startswith(PRUNED) and not name.endswith(("/", ".pyc"))
        }
    library |= added
    held = _distributed(set(library))
    files = {name: {path: library[path] for path in sorted(held[name])} for name in ARCHIVES}
    archive_of = {
        _module(path): name for name in ARCHIVES[1:] for path in sorted(held[name] - _frozen())
    } | {"tzdata": "tzdata"}  # a wheel, which zoneinfo imports
    stdlib = files["stdlib"]
    stdlib["asyncio/__init__.py"] = asyncio_on_demand(library["asyncio/__init__.py"])
    stdlib["pyodide/__init__.py"] = without_event_loop(library["pyodide/__init__.py"])
    stdlib["sitecustomize.py"] = _SITECUSTOMIZE
    files["stdlib"] = _compiled(stdlib) | _compiled(ours, docstrings=False)
    files["stdlib"]["switchpoint/tab/boot/stdlib_on_demand.json"] = json.dumps(archive_of).encode()
    for name in _LATER:
        files[name] = _compiled(files[name], docstrings=False)
    return {name: _zipped(files[name]) for name in ARCHIVES}


def _distributed(library: set[str]) -> dict[str, set[str]]:
    """Return archive -> the files of the library that belong there.

    Modules are imported to see which files they need. The modules that are frozen into the
    interpreter need none; their sources are in ``rest``, for whoever reads them.
    """
    seen = _loaded_with(_TYPICAL) & library
    held = {"stdlib": seen}
    for archive, names in _LATER.items():
        loaded = _loaded_with(names) & library
        held[archive], seen = loaded - seen, seen | loaded
    frozen = _frozen()
    held["rest"] = (library - seen) | frozen & library
    held["stdlib"] = held["stdlib"] - frozen
    return held


def _loaded_with(names: str) -> set[str]:
    """Import modules; return the library's files of all modules that are loaded by now."""
    for name in names.split():
        importlib.import_module(name)
    files = (getattr(module, "__file__", None) or "" for module in list(sys.modules.values()))
    return {file.removeprefix(_HOME) for file in files if file.startswith(_HOME)}


def _frozen() -> set[str]:
    """Return the library's files whose bytecode is in the interpreter itself."""
    specs = (getattr(module, "__spec__", None) for module in list(sys.modules.values()))
    names = {spec.name.replace(".", "/") for spec in specs if spec and spec.origin == "frozen"}
    return {f"{name}{end}" for name in names for end in (".py", "/__init__.py")}


def _module(path: str) -> str:
    """Return the name of the module in a file."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _compiled(files: dict[str, bytes], *, docstrings: bool = True) -> dict[str, bytes]:
    """Return the files with bytecode in the place of sources.

    The bytecode is hash-based and unchecked: zipimport takes it without comparing times (PEP 552).
    A fifth of its size is docstrings. Without them it has no assertions, either.
    """
    made = {}
    for path, content in files.items():
        if path.endswith(".py"):
            optimize = 0 if docstrings else 2
            code = compile(content, _HOME + path, "exec", dont_inherit=True, optimize=optimize)
            pyc = _code_to_hash_pyc(code, importlib.util.source_hash(content), False)
            made[f"{path}c"] = bytes(pyc)
        else:
            made[path] = content
    return made


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return out.getvalue()
