"""Repetitions are found by what happens, whatever values travel; a few rounds stay in view."""

from __future__ import annotations

from switchpoint.tracing.drawing.fold import fold
from switchpoint.tracing.trace import Event


def rounds(count: int, period: int) -> list[Event]:
    return [
        {
            "kind": "yield",
            "lane": 1,
            "from": 1,
            "to": 0,
            "line": step % period,
            "value": str(step),
            "output": [step, step + 1],
        }
        for step in range(count * period)
    ]


def test_of_many_rounds_the_first_two_and_the_last_are_shown() -> None:
    assert fold(rounds(7, 3)) == [(range(0, 6), 0), (range(6, 18), 4), (range(18, 21), 0)]


def test_a_few_rounds_are_shown_as_they_are() -> None:
    assert fold(rounds(4, 3)) == [(range(0, 12), 0)]


def test_without_events_there_are_no_parts() -> None:
    assert fold([]) == []
