"""Reports an exception that nobody can catch, as CPython does it: to ``sys.unraisablehook``."""

from __future__ import annotations

import sys
import traceback
import types
from pathlib import Path

_HERE = str(Path(__file__).parent)


def report(error: BaseException, about: object, message: str = "Exception ignored in") -> None:
    """Report ``error``, which came while ``about``, if it is not None, came to its end.

    CPython's own hook takes only objects that C code makes, so where a program has set none, the
    same text is printed here: ``message``, ``about`` and the traceback, without our frames.
    """
    if sys.unraisablehook is not sys.__unraisablehook__:
        told = types.SimpleNamespace(
            exc_type=type(error),
            exc_value=error,
            exc_traceback=error.__traceback__,
            err_msg=message,
            object=about,
        )
        sys.unraisablehook(told)
        return
    print(f"{message}:" if about is None else f"{message}: {about!r}", file=sys.stderr)
    shown = traceback.TracebackException.from_exception(error)
    shown.stack[:] = [frame for frame in shown.stack if not frame.filename.startswith(_HERE)]
    for frame in shown.stack:
        frame.colno = None  # C prints no marks below the lines, and no exceptions before this one
    print(*shown.format(chain=False), sep="", end="", file=sys.stderr)
