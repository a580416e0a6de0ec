"""Cuts the standard library into archives for the tab. Runs inside Pyodide, at bundle time.

Pyodide ships its standard library as sources, and compiling them is two thirds of every boot.
Only Pyodide's own interpreter can do it beforehand: the host's bytecode has another magic number.
What neither boots nor most programs need comes in archives of its own, see
tab/boot/stdlib_on_demand.py.
"""

import ast
import importlib
import importlib.util
import io
import json
import sys
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]

TYPICAL = """
    ast asyncio bisect collections contextlib contextvars copy dataclasses dis enum functools heapq
    inspect itertools json linecache logging math operator queue random re reprlib string tarfile
    textwrap threading time traceback types typing warnings weakref zipfile
"""
"""What snippets import, and so what is worth its larger size as bytecode; tarfile and zipfile are
for Pyodide's package loader."""

LATER = {
    "network": """
        _threading_local concurrent.futures.thread datetime email.parser encodings.cp437 http.client
        importlib.metadata ipaddress multiprocessing.reduction pickle platform pprint quopri select
        selectors signal socket ssl subprocess urllib.parse
    """,
    "web": """
        calendar encodings.idna hashlib hmac http.cookiejar importlib.resources mimetypes stringprep
        urllib.request uuid
    """,
}
"""What gevent imports on top, and what requests and urllib import on top of that."""

PRUNED = ("ensurepip/", "idlelib/", "lib2to3/", "pydoc_data/", "turtledemo/", "venv/")
"""Parts that need windows or a package installer: of no use in a tab."""

_HOME = "/lib/python314.zip/"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def archives(source_zip: bytes, ours: dict[str, bytes]) -> dict[str, bytes]:
    """Return name -> zip: ``stdlib`` to boot with, the others for missing imports.

    ``stdlib`` holds bytecode, of ``ours`` (path -> content), too: hash-based and unchecked, which
    zipimport takes without comparing times (PEP 552). So do those that gevent and requests wait
    for. ``rest`` holds sources, which are smaller. Nothing is compressed inside, for the whole
    archive compresses better than its parts.
    """
    with zipfile.ZipFile(io.BytesIO(source_zip)) as old:
        library = {
            name: old.read(name)
            for name in sorted(old.namelist())
            if not name.startswith(PRUNED) and not name.endswith(("/", ".pyc"))
        }
    seen = first = _loaded_with(TYPICAL) & set(library)
    later = {}
    for archive, names in LATER.items():
        loaded = _loaded_with(names) & set(library)
        later[archive], seen = loaded - seen, seen | loaded
    later["rest"] = (set(library) - seen) | _frozen() & set(library)
    first -= _frozen()
    files = {name: library[name] for name in sorted(first)} | ours
    files["asyncio/__init__.py"] = _asyncio_on_demand(library["asyncio/__init__.py"])
    files["pyodide/__init__.py"] = _without_event_loop(library["pyodide/__init__.py"])
    files["sitecustomize.py"] = _SITECUSTOMIZE
    stdlib = _all_compiled(files, brief=frozenset(ours))
    stdlib["switchpoint/tab/boot/stdlib_on_demand.json"] = json.dumps(
        {_module(n): name for name, held in later.items() for n in sorted(held - _frozen())}
    ).encode()
    made = {name: {n: library[n] for n in sorted(held)} for name, held in later.items()}
    made |= {name: _all_compiled(made[name], brief=frozenset(made[name])) for name in LATER}
    return {name: _zipped(held) for name, held in (made | {"stdlib": stdlib}).items()}


_SITECUSTOMIZE = b"""from switchpoint.tab.boot import lazy_imports

lazy_imports.install()
"""
"""What the interpreter imports before anything of Pyodide's."""

_ASYNCIO_AT_ONCE = ("coroutines", "events", "exceptions", "futures", "tasks")
"""What Pyodide's own event loop needs."""

_LOOP = """
from .webloop import _initialize_event_loop

_initialize_event_loop()
del _initialize_event_loop
"""
"""How Pyodide begins: with an event loop, for which it imports a sixth of all that a boot does."""


def _without_event_loop(source: bytes) -> bytes:
    """Return pyodide's ``__init__.py`` without that: asyncio brings it, see below."""
    before, found, after = source.decode().partition(_LOOP)
    if not found or after:
        raise ValueError("pyodide/__init__.py does not end as it did")
    return before.encode()


_ON_DEMAND = """
_module_of = {module_of!r}
__all__ = {names!r}
_of_old = __getattr__


def __getattr__(name):
    if name not in _module_of:
        from . import unix_events  # it has an old name, too
        return _of_old(name)
    from importlib import import_module
    module = import_module("." + _module_of[name], __name__)
    globals()[name] = found = module if name == _module_of[name] else getattr(module, name)
    return found


def __dir__():
    return sorted({{*globals(), *_module_of}})


def _set_loop():
    # as Pyodide does when it begins; its policy derives from this, and has its own of all in which
    # it differs from its base
    global DefaultEventLoopPolicy
    import time
    DefaultEventLoopPolicy, sleep = events._BaseDefaultEventLoopPolicy, time.sleep
    from pyodide import webloop
    del DefaultEventLoopPolicy
    webloop._initialize_event_loop()
    time.sleep = sleep


_set_loop()
del _set_loop
"""


def _asyncio_on_demand(source: bytes) -> bytes:
    """Return asyncio's ``__init__.py`` with the same names, most loaded when used (PEP 562)."""
    tree = ast.parse(source)
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    exporting = [f"asyncio.{node.module}" for node in imports] + ["asyncio.unix_events"]
    loaded = [_last(name) for name in sys.modules if name.startswith("asyncio.")]
    module_of = {name: name for name in loaded}
    for module in exporting:
        module_of |= dict.fromkeys(importlib.import_module(module).__all__, _last(module))
    names = [name for module in exporting for name in sys.modules[module].__all__]
    at_once = [node for node in imports if node.module in _ASYNCIO_AT_ONCE]
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    kept = ast.Module([ast.Import([ast.alias("sys")]), *functions, *at_once], [])
    return (ast.unparse(kept) + _ON_DEMAND.format(module_of=module_of, names=names)).encode()


def _last(name: str) -> str:
    """Return the last part of a module's name."""
    return name.rpartition(".")[2]


def _loaded_with(names: str) -> set[str]:
    """Import modules; return the library's files that are loaded by now."""
    for name in names.split():
        importlib.import_module(name)
    files = (getattr(module, "__file__", None) or "" for module in list(sys.modules.values()))
    return {file.removeprefix(_HOME) for file in files if file.startswith(_HOME)}


def _frozen() -> set[str]:
    """Return the library's files whose bytecode is in the interpreter itself."""
    specs = (getattr(module, "__spec__", None) for module in list(sys.modules.values()))
    names = {spec.name.replace(".", "/") for spec in specs if spec and spec.origin == "frozen"}
    return {f"{name}{end}" for name in names for end in (".py", "/__init__.py")}


def _module(name: str) -> str:
    """Return the name of the module in a file."""
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _all_compiled(files: dict[str, bytes], brief: frozenset[str] = frozenset()) -> dict[str, bytes]:
    """Return the files with bytecode in the place of sources."""
    return {
        name + "c" * is_code: _compiled(content, name, brief=name in brief) if is_code else content
        for name, content in files.items()
        for is_code in [name.endswith(".py")]
    }


def _compiled(source: bytes, name: str, *, brief: bool) -> bytes:
    """Return bytecode; a brief one has no docstrings, a fifth of its size."""
    optimize = 2 if brief else 0
    code = compile(source, _HOME + name, "exec", dont_inherit=True, optimize=optimize)
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), False))


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return out.getvalue()
