"""Tracebacks of a program as CPython prints them: the program's own frames, none of the tab's.

A program may put anything into an exception: a line that is no number, a ``__str__`` that raises.
What is returned here is valid all the same.
"""

from __future__ import annotations

import linecache
import sys
import traceback
from itertools import islice
from types import TracebackType
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
    try:
        shown = traceback.TracebackException.from_exception(error)
        _keep_frames(shown, file)
        text = "".join(shown.format())
    except Exception:
        text = f"{first_line(error)}\n"
    print(text, end="", file=sys.stderr)


def _keep_frames(shown: traceback.TracebackException, file: str) -> None:
    shown.stack[:] = [frame for frame in shown.stack if frame.filename == file]
    for other in (shown.__cause__, shown.__context__, *(shown.exceptions or [])):
        if other is not None:
            _keep_frames(other, file)


def failure(error: BaseException, file: str) -> Failure:
    """Return what was raised, and where in ``file``: at the innermost of its frames."""
    message = first_line(error)
    if isinstance(error, SyntaxError) and is_in(error, file) and (line := _count(error.lineno)):
        is_short = _count(error.end_lineno) == line
        end_offset = _count(error.end_offset) if is_short else 0
        return Failure(line, _count(error.offset), end_offset, message)
    at = _innermost(error.__traceback__, file)
    if at is None:
        return Failure(0, 0, 0, message)
    positions = at.tb_frame.f_code.co_positions()
    first, last, start_byte, end_byte = next(islice(positions, at.tb_lasti // 2, None))
    text = linecache.getline(file, at.tb_lineno).encode()

    def column(offset: int) -> int:
        return len(text[:offset].decode(errors="replace")) + 1

    end_column = column(end_byte) if end_byte and first == last else 0
    return Failure(at.tb_lineno, column(start_byte or 0), end_column, message)


def is_in(error: SyntaxError, file: str) -> bool:
    """Tell whether a syntax error is one of ``file``."""
    return type(error.filename) is str and error.filename == file


def first_line(error: BaseException) -> str:
    """Return the type of an exception and the first line of its message, without notes.

    The lines that tell the place of a ``SyntaxError`` are left out, too.
    """
    try:
        shown = traceback.TracebackException(type(error), error, None)
        shown.__notes__ = None
        parts = [part for part in shown.format_exception_only() if not part.startswith("  ")]
        line = "".join(parts).strip().partition("\n")[0].rstrip()
    except Exception:
        line = type(error).__name__
    return line.encode(errors="backslashreplace").decode()  # as standard error writes surrogates


def _innermost(at: TracebackType | None, file: str) -> TracebackType | None:
    """Return the entry of the innermost frame of ``file`` that has a line."""
    found = None
    while at is not None:
        if at.tb_frame.f_code.co_filename == file and at.tb_lineno:
            found = at
        at = at.tb_next
    return found


def _count(value: object) -> int:
    """Return a line or column that a program may have set to anything; 0 for no such number."""
    return value if type(value) is int and 0 < value < 2**31 else 0
