"""The rows of the picture, from top to bottom: what they show, but not yet where and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from switchpoint.tracing.drawing.fold import fold
from switchpoint.tracing.trace import Event, Trace
from switchpoint.tracing.words import Language, words

_FOLD_ABOVE = 40
"""The number of events above which repetitions are folded."""

_MOST_ROWS = 200
_LAST_ROWS = 49
"""The rows that are kept at the end if there are too many."""

_PRINTED_LINES = 3
"""The lines of text that are shown of what was printed between two events."""


@dataclass(frozen=True)
class Row:
    """One line of the picture: an event, printed text, a frame's values, or what was left out."""

    kind: Literal["event", "print", "frame", "fold"]
    steps: range
    """The events that the row is about; several for ``fold``."""
    lane: int = 0
    text: str = ""


def rows_of(trace: Trace, stdout: str, language: Language) -> list[Row]:
    """Return the picture's rows, with repetitions folded when there are many events."""
    say, events = words(language, "timeline"), trace["events"]
    if not events:
        return []
    rows: list[Row] = []
    held: dict[int, dict[str, str]] = {}
    steps = range(len(events))
    for part, rounds in fold(events) if len(steps) > _FOLD_ABOVE else [(steps, 0)]:
        if rounds:
            rows.append(Row("fold", part, text=say["more_rounds"].format(n=rounds)))
            continue
        for step in part:
            rows += _rows_of_event(step, events[step], held, stdout, language)
    last = steps[-1:]
    if trace.get("cut"):
        rows.append(Row("fold", last, text=say["cut"].format(n=len(steps))))
    else:
        rest = _some_lines(stdout[events[-1]["output"][1] :], language)
        rows += [Row("print", last, events[-1]["to"], text) for text in rest]
    return _not_too_many(rows, language)


def _rows_of_event(
    step: int, event: Event, held: dict[int, dict[str, str]], stdout: str, language: Language
) -> Iterator[Row]:
    """Yield what was printed before an event, the event, and the values that are new in its frame.

    ``held`` has the values that each lane's frame held before; it is brought up to date.
    """
    one = range(step, step + 1)
    for text in printed_lines(event, stdout, language):
        yield Row("print", one, event["from"], text)
    yield Row("event", one, event["lane"])
    values = event.get("locals")
    if event["kind"] == "yield" and values:
        before = held.get(event["lane"], {})
        new = [f"{name}={it}" for name, it in values.items() if before.get(name) != it]
        held[event["lane"]] = values
        if new:
            yield Row("frame", one, event["lane"], ", ".join(new))


def _not_too_many(rows: list[Row], language: Language) -> list[Row]:
    """Return the rows; if there are too many, one row replaces those in the middle."""
    if len(rows) <= _MOST_ROWS:
        return rows
    head, tail = rows[: _MOST_ROWS - _LAST_ROWS - 1], rows[-_LAST_ROWS:]
    while head[-1].kind == "print":  # printed before an event that is left out
        head.pop()
    while tail[0].kind == "frame":  # held after an event that is left out
        tail.pop(0)
    left_out = range(head[-1].steps.stop, tail[0].steps.start)
    text = words(language, "timeline")["more_steps"].format(n=len(left_out))
    return [*head, Row("fold", left_out, text=text), *tail]


def printed_lines(event: Event, stdout: str, language: Language) -> list[str]:
    """Return the first few lines that were printed between the event before and this one."""
    start, end = event["output"]
    return _some_lines(stdout[start:end], language)


def _some_lines(text: str, language: Language) -> list[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > _PRINTED_LINES:
        say = words(language, "timeline")
        more = say["more_lines"].format(n=len(lines) - _PRINTED_LINES + 1)
        return [*lines[: _PRINTED_LINES - 1], more]
    return lines
