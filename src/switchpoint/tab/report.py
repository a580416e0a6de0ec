"""Run a program for the page, and report how it ended as JSON."""

from __future__ import annotations

import operator
import os
import sys
from collections.abc import Callable
from json import dumps
from time import monotonic
from typing import TYPE_CHECKING, Any, NoReturn

from switchpoint.tab.greenlets import stack_limit
from switchpoint.tab.program.stdout import Write
from switchpoint.tab.program_imports import packages_for
from switchpoint.tab.session import Ended, Session, Tab

if TYPE_CHECKING:
    from switchpoint.tracing.words import Language


def rehearse() -> None:
    """Do beforehand what takes longer the first time, as far as no program can notice it."""
    stack_limit.limit()
    Session.rehearse()


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
    _lay_on_disk(source, file)

    def exit_now(status: int) -> NoReturn:
        """End the program at once, as ``os._exit`` does: no cleaning up, nothing flushed."""
        status = operator.index(status)
        if tab is not None:
            ended = session.ended(status & 0xFF)
            tab.exit(_report(ended, monotonic() - began, language))
        raise SystemExit(status)

    os._exit = exit_now
    return _report(session.run(), monotonic() - began, language)


def _lay_on_disk(source: str, file: str) -> None:
    """Put a program into the folder in which it starts, from where it can import itself."""
    with open(file, "w", encoding="utf-8", errors="surrogatepass", newline="") as program:
        program.write(source)
    sys.path.insert(0, os.getcwd())


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
