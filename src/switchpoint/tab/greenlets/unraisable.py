"""Report exceptions that no code can catch, as CPython does: through ``sys.unraisablehook``."""

from __future__ import annotations

import sys
import traceback
import types

from . import own_frames


def report(error: BaseException, about: object) -> None:
    """Report ``error``, which was raised while ``about`` was being finalized.

    CPython's own hook accepts only objects that C code makes. So unless the program has set a hook,
    this prints the same text: ``about`` and the traceback.
    """
    if sys.unraisablehook is not sys.__unraisablehook__:
        arguments = types.SimpleNamespace(
            exc_type=type(error),
            exc_value=error,
            exc_traceback=error.__traceback__,
            err_msg="Exception ignored in",
            object=about,
        )
        sys.unraisablehook(arguments)
        return
    print(f"Exception ignored in: {about!r}", file=sys.stderr)
    shown = traceback.TracebackException.from_exception(error)
    for frame in shown.stack:
        frame.colno = None  # CPython prints this traceback without marks below the lines
    print(*shown.format(chain=False), sep="", end="", file=sys.stderr)


own_frames.leave_out(globals())
