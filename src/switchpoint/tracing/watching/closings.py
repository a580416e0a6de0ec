"""Closings of generators that a trace leaves out, because they run none of the program's code."""

from __future__ import annotations

from collections.abc import Sequence

from switchpoint.tracing.trace import Event


def without_silent_closings(events: Sequence[Event]) -> list[Event]:
    """Return the events as the same on every version of CPython.

    CPython 3.14 throws ``GeneratorExit`` even into a generator that does not handle it; 3.13 does
    not (gh-100922).
    """
    return _each_told_once(_without_unnoticed_throws(events))


def _without_unnoticed_throws(events: Sequence[Event]) -> list[Event]:
    """Leave out each ``throw`` of a closing that comes straight back as a ``raise``."""
    kept: list[Event] = []
    waits_at: dict[int, int] = {}  # lane -> line of its last yield
    for event in events:
        before = kept[-1] if kept else event
        if (
            (before["kind"], event["kind"]) == ("throw", "raise")
            and before["lane"] == event["lane"]
            and event.get("value") == "GeneratorExit()"
            and event["line"] == waits_at.get(event["lane"])
            and event["output"][0] == event["output"][1]
        ):
            kept.pop()
            continue
        if event["kind"] == "yield":
            waits_at[event["lane"]] = event["line"]
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
