"""Compare two recordings, and show how two recordings or two traces differ."""

from __future__ import annotations

import difflib
import re
from dataclasses import replace

from switchpoint.snippets.recording import Recording, dump_trace
from switchpoint.tracing.trace import Trace

_MARKS = re.compile(r"^ +[~^]+\n", re.MULTILINE)


def same(old: Recording, new: Recording) -> bool:
    """Tell whether two recordings agree byte for byte.

    Each minor version of Python draws the marks under a traceback's lines (PEP 657) in its own
    way. Recordings of two versions, and only these, are compared without such lines.
    """
    minor = [it.recorded_by.split(" · ")[0].rpartition(".")[0] for it in (old, new)]
    if minor[0] == minor[1]:
        return old.same_run(new)
    old, new = (replace(it, stderr=_MARKS.sub("", it.stderr)) for it in (old, new))
    return old.same_run(new)


def difference(old: Recording, new: Recording) -> str:
    """Return a unified diff of two recordings: both texts and the exit code."""
    return _diff(_lines(old), _lines(new), context=2)


def trace_difference(old: Trace, new: Trace) -> str:
    """Return a unified diff of two traces."""
    return _diff(dump_trace(old).splitlines(), dump_trace(new).splitlines(), context=1)


def _diff(old: list[str], new: list[str], context: int) -> str:
    return "\n".join(difflib.unified_diff(old, new, "recorded", "now", lineterm="", n=context))


def _lines(recording: Recording) -> list[str]:
    return [
        f"exit {recording.exit_code}",
        "stdout",
        *recording.stdout.split("\n"),  # a missing last newline is a difference, too
        "stderr",
        *recording.stderr.split("\n"),
    ]
