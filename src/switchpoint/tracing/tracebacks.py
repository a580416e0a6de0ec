"""Finds the part of a traceback that can be folded away.

The most useful part of a traceback comes last: where the exception was raised, and what it says.
The frames before that, and the exceptions that led to it, are of less use to a reader.
"""

from __future__ import annotations

import re

_HEADER = "Traceback (most recent call last):\n"
_FRAME = re.compile(r'^  File ".*", line \d+(?:, in .*)?\n', re.MULTILINE)
_LONGEST = 100_000
"""The characters at the end of the output in which a traceback is looked for."""


def folded(printed: str) -> tuple[int, int] | None:
    """Return the span, in characters, of what can be folded of the traceback that ends ``printed``.

    ``None`` if it does not end in a traceback of several frames. Groups of exceptions stay whole.
    """
    offset = max(0, len(printed) - _LONGEST)
    tail = printed[offset:]
    start = tail.rfind("\n" + _HEADER) + 1
    if not tail.startswith(_HEADER, start):
        return None
    frames = [match.start() for match in _FRAME.finditer(tail, start)]
    if not frames or not _is_whole(tail[frames[-1] :]):
        return None
    first = _first_of_chain(tail, start)
    if len(frames) < 2 and first == start:
        return None
    return offset + first, offset + frames[-1]


def _is_whole(last: str) -> bool:
    """Tell whether the text is one frame with its source lines, and then the exception."""
    lines = last.splitlines()[1:]
    while lines and lines[0].startswith("    "):
        lines.pop(0)
    if lines and lines[0].startswith("  [Previous line repeated"):
        lines.pop(0)
    return bool(lines) and not lines[0].startswith(" ")


_LINKS = (
    "\nDuring handling of the above exception, another exception occurred:\n\n",
    "\nThe above exception was the direct cause of the following exception:\n\n",
)


def _first_of_chain(text: str, start: int) -> int:
    """Return where the chain of exceptions begins that ends with the traceback at ``start``."""
    while any(text.endswith(link, 0, start) for link in _LINKS):
        before = text.rfind("\n" + _HEADER, 0, start - 1) + 1
        if not text.startswith(_HEADER, before) or before >= start:
            break
        start = before
    return start
