"""Which part of a traceback a reader needs at once. The same file at build time and in the tab;
imports nothing of ours.

A traceback tells the most useful thing last: where it happened, and what. All above that, the way
there and whatever was raised before, can be folded away.
"""

from __future__ import annotations

import re

_HEADER = "Traceback (most recent call last):\n"
_FRAME = re.compile(r'^  File ".*", line \d+(?:, in .*)?\n', re.MULTILINE)
_LONGEST = 100_000


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
    """Tell whether frame and exception are all that is left: source lines, marks, no more."""
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
    """Return where the first traceback begins of those that led to the one at ``start``."""
    while any(text.endswith(link, 0, start) for link in _LINKS):
        before = text.rfind("\n" + _HEADER, 0, start - 1) + 1
        if not text.startswith(_HEADER, before) or before >= start:
            break
        start = before
    return start
