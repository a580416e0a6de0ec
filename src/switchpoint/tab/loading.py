"""Load what a program imports before it runs: parts of the standard library, packages, gevent."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from json import dumps, loads
from typing import Any

from switchpoint.tab.boot import lazy_imports, stdlib_on_demand
from switchpoint.tab.program import refusals
from switchpoint.tab.program_imports import modules_in, packages_for

_GZIP = b"\x1f\x8b"

_library: stdlib_on_demand.Library | None = None
_loaded: set[str] = set()
"""The names of the files that are importable."""


def open_library(fetch: Callable[[str], Any]) -> None:
    """End the boot: let missing parts of the library be fetched, and refuse what a tab cannot do.

    ``fetch(archive)`` returns a JavaScript array of bytes.
    """
    global _library
    lazy_imports.uninstall()  # what a program imports, it gets at once
    refusals.install()

    def add(archive: str) -> None:
        if archive not in _loaded:
            add_file(archive, bytes(fetch(archive).to_py()))

    _library = stdlib_on_demand.install(add)


def needs(source: str, files_of: str) -> str:
    """Return JSON of what must be loaded before a program runs: ``packages`` and ``files``.

    ``files_of`` is JSON that maps packages to the names of their files.
    """
    packages = packages_for(source)
    wanted = {name for package in packages for name in loads(files_of)[package]}
    if _library is not None:
        wanted.update(_library.archives_for(modules_in(source)))
    return dumps({"packages": packages, "files": sorted(wanted - _loaded)})


def add_file(name: str, content: bytes) -> None:
    """Make an archive of the standard library or a wheel importable."""
    _loaded.add(name)
    if content[:2] == _GZIP:
        content = zlib.decompress(content, 31)
    path = f"/lib/{name}.zip"
    with open(path, "wb") as archive:
        archive.write(content)
    sys.path.append(path)


def prepare(source: str) -> None:
    """Import what a program with gevent will import of it.

    Only gevent's own modules, which patch nothing: whatever else the program imports comes in the
    order in which it says so, because lessons about patching depend on that order.
    """
    if "gevent" not in packages_for(source):
        return
    from switchpoint.tab.greenlets import install

    install.install(network=True)
    for name in sorted(modules_in(source)):
        if name.partition(".")[0] == "gevent":
            with suppress(ImportError):  # not every name that is imported from is a module
                import_module(name)
