"""What worker.js calls: say what a program needs, run it, and report to the page as JSON."""

from __future__ import annotations

import operator
import os
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from json import dumps, loads
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, NoReturn

from switchpoint.tab.boot import stdlib_on_demand
from switchpoint.tab.greenlets import stack_limit
from switchpoint.tab.program.stdout import Write
from switchpoint.tab.program_imports import modules_in, packages_for
from switchpoint.tab.session import Ended, Session, Tab

if TYPE_CHECKING:
    from switchpoint.tracing.words import Language

_FOLDER = Path("/lib")
_GZIP = b"\x1f\x8b"

_library: stdlib_on_demand.Library | None = None
_loaded: set[str] = set()
"""The names of the files that are importable."""


def open_library(fetch: Callable[[str], Any]) -> None:
    """Let missing parts of the standard library be fetched when they are imported.

    ``fetch(archive)`` returns a JavaScript array of bytes.
    """
    global _library
    from switchpoint.tab.boot import lazy_imports

    lazy_imports.uninstall()  # what a program imports, it gets at once

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
    path = _FOLDER / f"{name}.zip"
    path.write_bytes(content)
    sys.path.append(str(path))


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


def run_and_draw(
    source: str,
    file: str,
    language: Language,
    write: Write,
    on_cut: Callable[[], object],
    tab: Tab | None = None,
    checks: str = "",
) -> str:
    """Run ``source`` as ``Session`` does, and draw its trace, labelled in ``language``.

    Returns JSON for the page, see ``_report``. An interpreter runs one program only.
    """
    began = monotonic()
    stack_limit.limit()
    packages = packages_for(source)
    if "greenlet" in packages:
        from switchpoint.tab.greenlets import install

        install.install(network="gevent" in packages)
    session = Session(source, file, write, on_cut, tab, checks)

    def exit_now(status: int) -> NoReturn:
        """End the program at once, as ``os._exit`` does: no cleaning up, nothing flushed."""
        status = operator.index(status)
        if tab is not None:
            ended = session.ended(status & 0xFF)
            tab.exit(_report(ended, monotonic() - began, language))
        raise SystemExit(status)

    os._exit = exit_now
    return _report(session.run(), monotonic() - began, language)


def _report(ended: Ended, seconds: float, language: Language) -> str:
    """Return how a run ended as JSON.

    Its keys are ``exitCode``, ``seconds``, ``trace``, ``drawing``, ``points``, ``fold`` and, if an
    exception ended the program, ``failure``; messages.js has their types.
    """
    report: dict[str, Any] = {
        "exitCode": ended.exit_code,
        "seconds": seconds,
        "trace": ended.trace,
        "drawing": _draw(ended, language),
        "points": ended.points,
        "fold": ended.fold,
    }
    if (failure := ended.failure) is not None:
        place = {"line": failure.line, "column": failure.column, "endColumn": failure.end_column}
        report["failure"] = place | {"message": failure.message}
    return dumps(report)


def _draw(ended: Ended, language: Language) -> Any:
    """Return the drawing of a run; an empty one if the program broke what drawing needs."""
    try:
        from switchpoint.tracing import timeline  # not needed before a run has ended

        return timeline.draw(ended.trace, ended.stdout, language)
    except Exception:
        return {"width": 0, "height": 0, "shapes": [], "story": [], "says": []}
