"""The states of a generator's frame, in traces of small programs."""

from __future__ import annotations

from pathlib import Path

from switchpoint.recording.run import run_traced
from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.drawing.frame_states import frame_states

HERE = Path(__file__).parents[1]


def test_a_frame_is_told_before_between_and_after_its_steps() -> None:
    _, trace = run_traced(Snippet(HERE, "traces/close_with_finally"))
    name, states = frame_states(trace)
    assert name == "r · reader"
    assert [(it.kind, it.step, it.line) for it in states] == [
        ("new", "", 0),
        ("waits", "next", 6),
        ("done", "throw GeneratorExit()", 0),
    ]
    _, trace = run_traced(Snippet(HERE, "traces/ping_pong"))
    assert frame_states(trace) == ("", []), "greenlets have no such frame"
