"""Messages that CPython 3.13, which records, and 3.14, which runs in the tab, word differently.

A program that prints one of them could not pass in the tab. The list has what was seen on both
versions; tests/browser/running/test_every_snippet.py finds any other, and then it is added here.
"""

from __future__ import annotations

import re

_DIFFERING = (
    r"object \w+ can't be used in 'await' expression",  # 3.14: 'int' object can't be awaited
    r"does not support the (asynchronous )?context manager protocol",  # 3.14 adds what is missing
    r"DeprecationWarning: There is no current event loop",  # 3.14: a RuntimeError
)


def differing_message(printed: str) -> str | None:
    """Return the first line of ``printed`` that Python 3.14 would word differently, if any."""
    pattern = re.compile("|".join(_DIFFERING))
    return next((line.strip() for line in printed.splitlines() if pattern.search(line)), None)
