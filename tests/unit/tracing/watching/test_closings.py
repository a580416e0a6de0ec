"""What CPython 3.14 throws into generators that notice nothing of it is left out of the trace."""

from __future__ import annotations

from typing import Any, cast

from switchpoint.tracing.trace import Trace
from switchpoint.tracing.watching.closings import leave_out_silent_closings


def event(kind: str, lane: int, source: int, aim: int, line: int, output: list[int]) -> Any:
    made = {"kind": kind, "lane": lane, "from": source, "to": aim, "line": line, "output": output}
    return made | ({"value": "GeneratorExit()"} if kind in ("throw", "raise") else {})


def trace_of(lanes: int, *events: Any) -> Trace:
    named = [
        {"id": number, "name": f"lane {number}", "kind": "generator"} for number in range(lanes)
    ]
    return cast("Trace", {"version": 1, "lanes": named, "events": list(events)})


def test_the_next_event_gets_the_output_of_a_closing_that_is_left_out() -> None:
    trace = trace_of(
        3,
        event("start", 1, 0, 1, 9, [0, 4]),
        event("yield", 1, 1, 0, 3, [4, 10]),
        event("throw", 1, 0, 1, 9, [10, 20]),
        event("raise", 1, 1, 0, 3, [20, 20]),
        event("start", 2, 0, 2, 11, [20, 20]),
    )
    leave_out_silent_closings(trace)
    assert [(it["kind"], it["output"]) for it in trace["events"]] == [
        ("start", [0, 4]),
        ("yield", [4, 10]),
        ("start", [10, 20]),
    ]


def test_a_lane_that_only_the_closing_has_made_goes_with_it() -> None:
    trace = trace_of(
        4,
        event("start", 1, 0, 1, 9, [0, 0]),
        event("throw", 2, 0, 2, 9, [0, 0]),
        event("raise", 2, 2, 0, 5, [0, 0]),
        event("start", 3, 0, 3, 11, [0, 0]),
    )
    leave_out_silent_closings(trace)
    assert [lane["name"] for lane in trace["lanes"]] == ["lane 0", "lane 1", "lane 3"]
    assert [lane["id"] for lane in trace["lanes"]] == [0, 1, 2]
    assert [(it["lane"], it["to"]) for it in trace["events"]] == [(1, 1), (2, 2)]


def test_a_closing_that_the_generator_notices_stays() -> None:
    trace = trace_of(
        2,
        event("yield", 1, 1, 0, 3, [0, 0]),
        event("throw", 1, 0, 1, 9, [0, 0]),
        event("raise", 1, 1, 0, 5, [0, 8]),
    )
    leave_out_silent_closings(trace)
    assert [it["kind"] for it in trace["events"]] == ["yield", "throw", "raise"]
