"""Closings of generators that a trace leaves out, because they run none of the program's code."""

from __future__ import annotations

from collections.abc import Sequence

from switchpoint.tracing.trace import Event, Trace


def leave_out_silent_closings(trace: Trace) -> None:
    """Make the trace the same on every version of CPython.

    CPython 3.14 throws ``GeneratorExit`` even into a generator that does not handle it; 3.13 does
    not (gh-100922). A lane that only such a throw has made goes with it.
    """
    trace["events"] = _each_told_once(_without_unnoticed_throws(trace["events"]))
    _drop_unused_lanes(trace)


def _drop_unused_lanes(trace: Trace) -> None:
    """Leave out the lanes that no event names, but for the main program's, and number the rest."""
    events = trace["events"]
    used = {0}.union(*((event["lane"], event["from"], event["to"]) for event in events))
    trace["lanes"] = [lane for lane in trace["lanes"] if lane["id"] in used]
    new = {lane["id"]: number for number, lane in enumerate(trace["lanes"])}
    for lane in trace["lanes"]:
        lane["id"] = new[lane["id"]]
    for event in events:
        event["lane"], event["from"], event["to"] = (
            new[event["lane"]],
            new[event["from"]],
            new[event["to"]],
        )


def _without_unnoticed_throws(events: Sequence[Event]) -> list[Event]:
    """Leave out each ``throw`` of a closing that comes straight back as a ``raise``."""
    kept: list[Event] = []
    waits_at: dict[int, int] = {}  # lane -> line of its last yield; none if another yields for it
    printed_from: int | None = None  # where the output of what was left out last begins
    for event in events:
        before = kept[-1] if kept else event
        if (
            (before["kind"], event["kind"]) == ("throw", "raise")
            and before["lane"] == event["lane"]
            and event.get("value") == "GeneratorExit()"
            and event["line"] == waits_at.get(event["lane"], event["line"])
            and event["output"][0] == event["output"][1]
        ):
            printed_from = kept.pop()["output"][0]
            continue
        if event["kind"] == "yield":
            waits_at[event["lane"]] = event["line"]
        if printed_from is not None:
            event["output"][0], printed_from = printed_from, None
        kept.append(event)
    return kept


def _each_told_once(events: Sequence[Event]) -> list[Event]:
    """Leave out each ``kill`` of a generator that is followed by what is thrown into it."""
    kept: list[Event] = []
    for event in events:
        before = kept[-1] if kept else event
        if (before["kind"], event["kind"]) == ("kill", "throw") and (
            before["lane"] == event["lane"]
        ):
            event["output"][0] = kept.pop()["output"][0]
        kept.append(event)
    return kept
