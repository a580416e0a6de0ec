"""Run a program twice, and refuse one that does not do the same both times."""

from __future__ import annotations

from switchpoint.recording.difference import difference, trace_difference
from switchpoint.recording.refusals import refuse_output, refuse_trace
from switchpoint.recording.run import TIME_LIMIT, run_snippet, run_traced
from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.recording import Recording
from switchpoint.snippets.runtime import THREAD_MODULES
from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.trace import Trace


def run_twice(snippet: Snippet, time_limit: float = TIME_LIMIT) -> Recording:
    """Run the program two times and return what it printed.

    Raises ``SnippetError`` when it prints what cannot be the same each time, and, with the
    difference, when two runs differ.
    """
    first = run_snippet(snippet, time_limit)
    refuse_output(snippet, first)
    second = run_snippet(snippet, time_limit)
    if not first.same_run(second):
        raise SnippetError(
            f"{snippet.shown_path}:1: two runs differ; a snippet must print the same each time"
            f" (stagger timers, mask addresses, print no clock)\n{difference(first, second)}"
        )
    return first


def trace_twice(snippet: Snippet, recording: Recording, time_limit: float) -> Trace | None:
    """Trace the program two times; return ``None`` where the order of switches is not determined.

    Raises ``SnippetError`` when the program prints something else than ``recording`` under the
    tracer, when its trace has too many events, or when the traces differ.
    """
    if not snippet.is_traced and snippet.imports & THREAD_MODULES != {"threading"}:
        return None  # processes and pools
    traces = []
    for _ in range(2):
        printed, trace = run_traced(snippet, time_limit)
        if not recording.same_run(printed):
            raise SnippetError(
                f"{snippet.shown_path}:1: prints something else under the tracer\n"
                f"{difference(recording, printed)}"
            )
        traces.append(trace)
    if not snippet.is_traced and any(trace.get("unordered") for trace in traces):
        return None
    refuse_trace(snippet, traces[0])
    if traces[0] != traces[1]:
        raise SnippetError(
            f"{snippet.shown_path}:1: switches in another order each time; stagger its timers\n"
            f"{trace_difference(*traces)}"
        )
    return traces[0]
