"""Finds repetitions in a trace, so that a long loop does not make a long picture."""

from __future__ import annotations

from collections.abc import Sequence

from switchpoint.tracing.trace import Event

_LEAST_ROUNDS = 5
_LONGEST_ROUND = 40


def fold(events: Sequence[Event]) -> list[tuple[range, int]]:
    """Return the events in parts: those to show with 0, those to leave out with their rounds.

    A round is a sequence of events that are alike in all but value and output. Of five or more
    rounds in a row the first two and the last are shown.
    """
    keys = [(e["kind"], e["lane"], e["from"], e["to"], e["line"]) for e in events]
    parts: list[tuple[range, int]] = []
    start = at = 0
    while at < len(keys):
        period, rounds = _repetition(keys, at)
        if rounds < _LEAST_ROUNDS:
            at += 1
            continue
        first, last = at + 2 * period, at + (rounds - 1) * period
        parts += [(range(start, first), 0), (range(first, last), rounds - 3)]
        start = last
        at = last + period
    parts.append((range(start, len(keys)), 0))
    return [part for part in parts if part[0]]


def _repetition(keys: Sequence[object], at: int) -> tuple[int, int]:
    """Return the length of the rounds that begin at ``at``, and their number.

    Of several possible lengths it is the one that covers most events; (1, 1) if there is none.
    """
    best = (1, 1)
    for period in range(1, _LONGEST_ROUND + 1):
        if at + _LEAST_ROUNDS * period > len(keys) or keys[at] != keys[at + period]:
            continue  # the usual case, quick to tell
        rounds = 1
        while keys[at : at + period] == keys[
            at + rounds * period : at + (rounds + 1) * period
        ] and at + (rounds + 1) * period <= len(keys):
            rounds += 1
        if rounds >= _LEAST_ROUNDS and rounds * period > best[0] * best[1]:
            best = (period, rounds)
    return best
