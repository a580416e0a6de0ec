"""Compare recordings with fresh runs, and test that exercises can be solved and need solving."""

from __future__ import annotations

from switchpoint.recording.difference import difference, same, trace_difference
from switchpoint.recording.run import run_checks
from switchpoint.recording.run_twice import run_twice, trace_twice
from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.exercise import Exercise
from switchpoint.snippets.recording import dump_trace
from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.points import Result
from switchpoint.tracing.trace import Trace


def check_recording(snippet: Snippet, time_limit: float) -> None:
    """Raise ``SnippetError`` unless recording and trace equal those of fresh runs."""
    old, old_trace = snippet.recording(), snippet.trace()
    new = run_twice(snippet, time_limit)
    if not same(old, new):
        raise _changed(
            snippet, "prints something else than was recorded", f"\n{difference(old, new)}"
        )
    _check_trace(snippet, old_trace, trace_twice(snippet, new, time_limit))


def _check_trace(snippet: Snippet, old: Trace | None, new: Trace | None) -> None:
    if old is None and new is None:
        return
    if new is None:
        raise _changed(snippet, "has a trace, but threads switch in no fixed order")
    if old is None:
        raise _changed(snippet, "recorded without its trace")
    if dump_trace(new) != snippet.trace_path.read_text("utf-8"):
        raise _changed(
            snippet,
            "switches in another order than was recorded",
            f"\n{trace_difference(old, new)}",
        )


def _changed(snippet: Snippet, what: str, details: str = "") -> SnippetError:
    name = snippet.name.removesuffix(".start")
    return SnippetError(
        f"{snippet.shown_path}:1: {what}; if that is right, run: python -m switchpoint record"
        f" {name}{details}"
    )


def check_exercise(exercise: Exercise, time_limit: float) -> None:
    """Raise ``SnippetError`` unless the solution passes every point and the start does not."""
    wanted = [point.name for point in exercise.points]
    results = run_checks(exercise, exercise.solution, time_limit)
    for name, result in zip(wanted, results, strict=True):
        if result["state"] != "passed":
            raise SnippetError(
                f"{exercise.solution.shown_path}:1: the model solution does not pass {name}:"
                f" {_why(result)}"
            )
    results = run_checks(exercise, exercise.start, time_limit)
    if all(result["state"] == "passed" for result in results):
        raise SnippetError(
            f"{exercise.start.shown_path}:1: the starting code passes every point; leave something"
            " to do"
        )


def _why(result: Result) -> str:
    if result["state"] == "untested":
        return "it was not tested, for the program or its checks cannot be compiled or imported"
    return f"expected {result.get('expected', 'no exception')}, got {result.get('came')}"
