"""The shapes of the picture, from back to front: the lanes, who runs, the rows, the names."""

from __future__ import annotations

from switchpoint.tracing.drawing.layout import BAR, HEAD, MARGIN, ROW, Layout
from switchpoint.tracing.drawing.rows import Row
from switchpoint.tracing.drawing.sentences import arrow_label
from switchpoint.tracing.drawing.texts import name_lines
from switchpoint.tracing.trace import Event, Lane

Shape = tuple[str, dict[str, str | float], str]
"""Tag, attributes, text; ``data-step`` among the attributes ties a shape to an event."""

_ENDS = ("return", "raise", "kill")
"""The kinds of events with which a lane ends."""


def shapes_of(layout: Layout) -> list[Shape]:
    """Return all shapes, in the order in which they are to be drawn."""
    picture = _Picture(layout)
    picture.draw_lanes()
    picture.draw_bars()
    for row, y in layout.rows_with_y():
        picture.draw_row(row, y)
    picture.draw_names()
    return picture.shapes


class _Picture:
    """Draws the parts of a layout, each over those drawn before."""

    def __init__(self, layout: Layout) -> None:
        self._layout, self._events = layout, layout.trace["events"]
        self.shapes: list[Shape] = []

    def _add(self, tag: str, text: str = "", /, **attributes: str | float) -> None:
        # class_ and data_step are Python's way to write class and data-step
        named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        self.shapes.append((tag, named, text))

    def draw_lanes(self) -> None:
        """Draw the line on which each lane lives, and what is behind it."""
        layout, (begin, end) = self._layout, self._lives()
        for index, lane in enumerate(layout.lanes):
            x = layout.column_x(index)
            first = begin.get(lane["id"], HEAD)
            last = end.get(lane["id"], layout.height - MARGIN)
            if lane["kind"] in ("hub", "loop"):
                self._draw_ground(x)
            if "within" in lane and lane["within"] in layout.columns:
                self._draw_within(layout.x(lane["within"]), x, first, last)
            self._add("line", class_="tl-life", x1=x, y1=first, x2=x, y2=last)

    def _lives(self) -> tuple[dict[int, int], dict[int, int]]:
        """Return at which y each lane begins, and at which it ends if it does."""
        begin: dict[int, int] = {0: HEAD}
        end: dict[int, int] = {}
        for row, y in self._layout.rows_with_y():
            if row.kind == "event":
                event = self._events[row.steps[0]]
                begin.setdefault(event["lane"], y)
                begin.setdefault(event["to"], y)
                if event["kind"] in _ENDS:
                    end[event["lane"]] = y
                else:
                    end.pop(event["to"], None)
        return begin, end

    def _draw_ground(self, x: int) -> None:
        """Draw the ground of a hub or an event loop, as high as the picture."""
        pitch, height = self._layout.pitch, self._layout.height
        left = x - pitch // 2 + 4
        size = {"width": pitch - 8, "height": height - 8}
        self._add("rect", class_="tl-ground", x=left, y=4, **size, rx=6)

    def _draw_within(self, left: int, x: int, first: int, last: int) -> None:
        """Draw a box from a lane that delegates (``left``) over the one it delegates to (``x``)."""
        width = x - left + self._layout.pitch // 2 - 4
        room = self._layout.height - 4 - first + ROW // 2
        size = {"width": width, "height": min(max(ROW, last - first + ROW), room)}
        self._add("rect", class_="tl-within", x=left, y=first - ROW // 2, **size, rx=6)

    def draw_bars(self) -> None:
        """Draw who runs: from each switch to the next a bar in the lane that took control."""
        events = self._events
        if not events:
            return
        running, top = events[0]["from"], HEAD
        for row, y in self._layout.rows_with_y():
            if row.kind == "event":
                step = row.steps[0]
                self._draw_bar(running, top, y, step)
                running, top = events[step]["to"], y
            elif row.kind == "fold" and row.steps:
                self._draw_bar(running, top, y - ROW // 2, row.steps[0])
                running, top = events[row.steps[-1]]["to"], y + ROW // 2
        self._draw_bar(running, top, self._layout.height - MARGIN, len(events))

    def _draw_bar(self, lane: int, top: int, bottom: int, step: int) -> None:
        if bottom > top:
            x = self._layout.x(lane) - BAR // 2
            size = {"width": BAR, "height": bottom - top}
            self._add("rect", class_="tl-bar", x=x, y=top, **size, data_step=step)

    def draw_row(self, row: Row, y: int) -> None:
        """Draw one row with its middle at ``y``."""
        layout, step = self._layout, row.steps[0] if row.steps else 0
        x = layout.x(row.lane)
        if row.kind == "fold":
            self._draw_fold(row, y, step)
        elif row.kind == "print":
            text = layout.fit_printed(row.text.strip(), x)
            self._add("text", text, class_="tl-print", x=x + BAR, y=y + 4, data_step=step)
        elif row.kind == "frame":
            text, half = layout.frame_box(row.text, x)
            box = {"x": x - half, "y": y - 11, "width": 2 * half, "height": 17, "rx": 3}
            self._add("rect", class_="tl-frame", data_step=step, **box)
            self._add("text", text, class_="tl-held", x=x, y=y + 2, data_step=step)
        else:
            self._draw_switch(self._events[step], y, step)

    def _draw_fold(self, row: Row, y: int, step: int) -> None:
        """Draw a line across, with what is left out there."""
        width, until = self._layout.width, row.steps.stop
        self._add("line", class_="tl-fold", x1=MARGIN, y1=y, x2=width - MARGIN, y2=y)
        middle = {"x": width // 2, "y": y + 4}
        self._add("text", row.text, class_="tl-note", data_step=step, data_until=until, **middle)

    def _draw_switch(self, event: Event, y: int, step: int) -> None:
        """Draw the arrow with its label, the dot where a lane waits, the cross where one ends."""
        layout, lanes = self._layout, self._layout.trace["lanes"]
        start, end, own = (layout.x(event[key]) for key in ("from", "to", "lane"))
        if event["kind"] == "kill" and event["from"] == event["to"]:
            end = own  # a generator is closed, which need not run for that
        side = 1 if end >= start else -1
        if start != end:
            dashed = " tl-dashed" if event["kind"] in ("throw", "raise", "kill") else ""
            self._draw_arrow(start, end, y, step, dashed)
        is_call = lanes[event["lane"]]["kind"] == "function"  # it has no frame that is kept
        if event["kind"] in _ENDS and not is_call:
            cross = f"M{own - 5} {y - 5}L{own + 5} {y + 5}M{own + 5} {y - 5}L{own - 5} {y + 5}"
            self._add("path", class_="tl-end", d=cross, data_step=step)
        elif event["kind"] in ("yield", "block"):
            self._add("circle", class_="tl-wait", cx=start, cy=y, r=4, data_step=step)
        label = layout.fit_label(arrow_label(event, lanes))
        near = start + side * (layout.pitch // 2)
        self._add("text", label, class_="tl-label", x=near, y=y - 4, data_step=step)

    def _draw_arrow(self, start: int, end: int, y: int, step: int, dashed: str) -> None:
        side = 1 if end >= start else -1
        tip, half = end - side * (BAR // 2 + 1), BAR // 2
        line = {"x1": start + side * half, "y1": y, "x2": tip - side * 6, "y2": y}
        self._add("line", class_=f"tl-arrow{dashed}", **line, data_step=step)
        points = f"{tip},{y} {tip - side * 7},{y - 4} {tip - side * 7},{y + 4}"
        self._add("polygon", class_="tl-head", points=points, data_step=step)

    def draw_names(self) -> None:
        """Draw the lanes' names, last of all: they stay in view over a picture that is scrolled."""
        layout = self._layout
        self._add("rect", class_="tl-band", x=0, y=0, width=layout.width, height=HEAD - 4)
        for index, lane in enumerate(layout.lanes):
            self._draw_name(lane, layout.column_x(index))

    def _draw_name(self, lane: Lane, x: int) -> None:
        *above, name = map(self._layout.fit_name, name_lines(lane["name"]))
        for line in above:
            self._add("text", line, class_="tl-variable", x=x, y=HEAD - 24)
        self._add("text", name, class_=f"tl-name tl-{lane['kind']}", x=x, y=HEAD - 10)
