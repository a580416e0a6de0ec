"""Lay out the picture, in pixels: lanes in columns, events and texts in rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from switchpoint.tracing.drawing.rows import Row, rows_of
from switchpoint.tracing.drawing.sentences import arrow_label
from switchpoint.tracing.drawing.texts import PRINTED, cut, name_lines, room_of
from switchpoint.tracing.trace import Lane, Trace
from switchpoint.tracing.words import Language

MOST_LANES = 12

ROW, HEAD, MARGIN, BAR = 24, 44, 10, 10
"""Pixels: height of a row, height of the lanes' names, the border, width of a bar."""

_NARROWEST, _WIDEST = 92, 144
"""The pixels between two lanes: as many as their labels need, within these limits."""

_FIRST = 22
"""The pixels from the border to the middle of the first lane, always the main program's."""

_ROOMY = 640
"""The pixels of a page on a wide screen; for printed text the picture grows up to them."""

_CHARACTER = 7.3
"""The pixels of a character of the labels' font, 12 px monospace."""


@dataclass(frozen=True)
class Layout:
    """A trace with all that is needed to draw it."""

    trace: Trace
    lanes: Sequence[Lane]
    """In the order of the columns."""
    columns: dict[int, int]
    """A lane's id -> its column. Lanes beyond the limit share the last one."""
    rows: Sequence[Row]
    pitch: int
    """The pixels from lane to lane."""

    @cached_property
    def width(self) -> int:
        """The picture's width: room for all lanes and, within reason, for what was printed."""
        width = self.column_x(len(self.lanes)) - self.pitch // 2
        for row in self.rows:
            x = self.x(row.lane)
            if row.kind == "print":
                least = x + BAR + int(PRINTED * _CHARACTER)
                whole = x + BAR + int(room_of(row.text) * _CHARACTER)
                width = max(width, min(whole, max(least, _ROOMY)))
            elif row.kind == "frame":
                width = max(width, x + self.frame_box(row.text, x)[1])
        return width + MARGIN

    @property
    def height(self) -> int:
        """The picture's height."""
        return HEAD + (len(self.rows) + 1) * ROW + MARGIN

    def rows_with_y(self) -> Iterator[tuple[Row, int]]:
        """Yield each row with its middle, in pixels from the top."""
        for index, row in enumerate(self.rows):
            yield row, HEAD + (index + 1) * ROW

    def column_x(self, column: int) -> int:
        """Return the middle of a column; the first is that of main, which has a short name."""
        return MARGIN + _FIRST + column * self.pitch

    def x(self, lane: int) -> int:
        """Return the middle of a lane's column; the lane is given by its id."""
        return self.column_x(self.columns[lane])

    def fit_label(self, text: str) -> str:
        """Shorten an arrow's label to the room between two lanes."""
        return cut(text, int((self.pitch - BAR - 6) / _CHARACTER))

    def fit_name(self, text: str) -> str:
        """Shorten a line of a lane's name to the width of a lane."""
        return cut(text, int((self.pitch - 4) / _CHARACTER))

    def fit_printed(self, text: str, x: int) -> str:
        """Shorten a printed line that stands beside ``x`` to the room up to the border."""
        return cut(text, int((self.width - x - BAR) / _CHARACTER))

    def frame_box(self, text: str, x: int) -> tuple[str, int]:
        """Return the text of a frame's values, cut to what fits, and half the width of their box.

        The box around ``x`` is as wide as its text; it ends before the bar of the lane beside it.
        """
        most = min(self.pitch - BAR, x - 2)
        text = cut(text, int((2 * most - 8) / _CHARACTER))
        needed = int(room_of(text) * _CHARACTER / 2) + 5
        return text, min(most, max(needed, self.pitch // 2 - 8))


def lay_out(trace: Trace, stdout: str, language: Language) -> Layout:
    """Return the layout of a trace; ``stdout`` is the text its output spans point into."""
    order = _in_order(trace["lanes"])
    columns = {lane["id"]: min(index, MOST_LANES - 1) for index, lane in enumerate(order)}
    lanes = _not_too_many(order)
    rows = rows_of(trace, stdout, language)
    return Layout(trace, lanes, columns, rows, _pitch(trace, lanes))


def _in_order(lanes: Sequence[Lane]) -> list[Lane]:
    """Return the lanes from left to right; a lane stands beside the one that delegates to it."""
    order: list[Lane] = []
    for lane in lanes:
        place = len(order)
        if "within" in lane:
            outer = next((i for i, x in enumerate(order) if x["id"] == lane["within"]), place)
            place = outer + 1
            while place < len(order) and "within" in order[place]:
                place += 1
        order.insert(place, lane)
    return order


def _not_too_many(order: list[Lane]) -> list[Lane]:
    """Return the lanes, the last of them for all those beyond the limit."""
    if len(order) <= MOST_LANES:
        return order
    kept, rest = order[: MOST_LANES - 1], order[MOST_LANES - 1 :]
    return [*kept, {"id": rest[0]["id"], "name": f"+{len(rest)}", "kind": "greenlet"}]


def _pitch(trace: Trace, lanes: Sequence[Lane]) -> int:
    """Return the pixels from lane to lane that names and labels ask for, within limits."""
    labels = [arrow_label(event, trace["lanes"]) for event in trace["events"]]
    names = [part for lane in lanes for part in name_lines(lane["name"])]
    longest = max([len(label) + 2 for label in labels] + [len(name) for name in names], default=0)
    return max(_NARROWEST, min(_WIDEST, int(longest * _CHARACTER) + BAR + 6))
