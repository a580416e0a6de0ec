"""Write recordings, and remove those whose program is gone."""

from __future__ import annotations

from pathlib import Path

from switchpoint.recording.difference import same
from switchpoint.recording.run_twice import run_twice, trace_twice
from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.recording import Recording, dump_trace
from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.trace import Trace


def write_recording(snippet: Snippet, time_limit: float) -> bool:
    """Record the program and its trace; return whether a file was written.

    An equal recording keeps its file, whichever version of Python made it. Raises
    ``SnippetError`` when the program cannot be recorded.
    """
    new = run_twice(snippet, time_limit)
    if Recording.parse(new.dump()) != new:
        raise SnippetError(
            f"{snippet.shown_path}:1: prints a recording's own markers (#! …); print others"
        )
    trace = trace_twice(snippet, new, time_limit)
    written = False
    if not _is_recorded(snippet, new):
        snippet.recording_path.write_bytes(new.dump().encode("utf-8"))
        written = True
    if trace is None:
        snippet.trace_path.unlink(missing_ok=True)
    elif not _is_traced(snippet, trace):
        snippet.trace_path.write_bytes(dump_trace(trace).encode("utf-8"))
        written = True
    return written


def _is_recorded(snippet: Snippet, new: Recording) -> bool:
    try:
        return same(snippet.recording(), new)
    except SnippetError:
        return False  # missing or stale


def _is_traced(snippet: Snippet, trace: Trace) -> bool:
    try:
        return snippet.trace() == trace
    except SnippetError:
        return False  # missing or unreadable


def orphans(root: Path) -> list[Path]:
    """Return the recordings and traces whose program is gone."""
    found = []
    for path in [*root.glob("*/*.out"), *root.glob("*/*.trace.json")]:
        program = path.with_name(path.name.removesuffix(".out").removesuffix(".trace.json") + ".py")
        if not program.exists():
            found.append(path)
    return sorted(found)
