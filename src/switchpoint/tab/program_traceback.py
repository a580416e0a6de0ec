"""Tracebacks of a program as CPython prints them: the program's own frames, none of the tab's."""

from __future__ import annotations

import linecache
import sys
import traceback
from typing import NamedTuple


class Failure(NamedTuple):
    """What ended a program, and where in the reader's file."""

    line: int
    """Counts from 1; 0 means that the place is not in the file."""
    column: int
    end_column: int
    """Columns count characters from 1; 0 means unknown. The end is the first one behind."""
    message: str
    """The type of the exception and the first line of its message."""


def print_traceback(error: BaseException, file: str) -> None:
    """Print the traceback to ``sys.stderr`` with the frames of the program in ``file`` only."""
    shown = traceback.TracebackException.from_exception(error)
    _keep_frames(shown, file)
    try:
        text = "".join(shown.format())
    except Exception:  # a program can give a SyntaxError a text that is none
        text = f"{first_line(error)}\n"
    print(text, end="", file=sys.stderr)


def _keep_frames(shown: traceback.TracebackException, file: str) -> None:
    shown.stack[:] = [frame for frame in shown.stack if frame.filename == file]
    for other in (shown.__cause__, shown.__context__, *(shown.exceptions or [])):
        if other is not None:
            _keep_frames(other, file)


def failure(error: BaseException, file: str) -> Failure:
    """Return what was raised, and where in ``file``: at the innermost of its frames."""
    shown = traceback.TracebackException.from_exception(error, lookup_lines=False)
    message = first_line(error)
    if isinstance(error, SyntaxError) and error.filename == file:
        end = error.end_offset if error.end_lineno == error.lineno else 0
        return Failure(_count(error.lineno), _count(error.offset), _count(end), message)
    frame = next((it for it in reversed(shown.stack) if it.filename == file), None)
    if frame is None:
        return Failure(0, 0, 0, message)
    text = linecache.getline(file, frame.lineno or 0).encode()

    def column(offset: int | None) -> int:
        return len(text[:offset].decode(errors="replace")) + 1

    end = column(frame.end_colno) if frame.end_colno and frame.end_lineno == frame.lineno else 0
    return Failure(frame.lineno or 0, column(frame.colno) if frame.colno else 1, end, message)


def first_line(error: BaseException) -> str:
    """Return the type of an exception and the first line of its message, without notes.

    The lines that tell the place of a ``SyntaxError`` are left out, too.
    """
    shown = traceback.TracebackException(type(error), error, None)
    shown.__notes__ = None
    try:
        parts = [part for part in shown.format_exception_only() if not part.startswith("  ")]
    except Exception:  # a program can give a SyntaxError a text that is none
        parts = [type(error).__name__]
    line = "".join(parts).strip().partition("\n")[0]
    return line.encode(errors="replace").decode()  # a lone surrogate cannot be sent to the page


def _count(value: object) -> int:
    """Return a line or column that a program may have set to anything; 0 for no such number."""
    return value if type(value) is int and 0 < value < 2**31 else 0
