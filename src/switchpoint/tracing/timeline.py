"""Trace -> picture: one description of the drawing, for the site's pages and for the tab.

Time runs down, as in a sequence diagram: a column for each lane, a bar while it runs, an arrow at
each switch, a box with a generator's locals where its frame waits, a cross where it ends. The same
description becomes SVG text in svg.py and SVG elements in timeline.js. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypedDict

from switchpoint.tracing.trace import Event, Lane, Trace
from switchpoint.tracing.words import Language, words

Shape = tuple[str, dict[str, str | float], str]
"""Tag, attributes, text; ``data-step`` among the attributes ties a shape to an event."""

ROW, HEAD, MARGIN, BAR = 24, 44, 10, 10
"""Pixels: height of a row, of the lanes' names, the border, a bar's width."""

_NARROWEST, _WIDEST = 92, 144
"""Pixels between two lanes; as many as their labels need."""

_FIRST = 22
"""Pixels from the border to the middle of the first lane, always the main program's."""

_ROOMY = 640
"""Pixels that a page on a wide screen has for the picture; it grows to them for printed text."""

_CHARACTER = 7.3
"""Pixels of a character of the labels' font, 12 px monospace."""

_NAME = 12
"""Characters of a lane's name that fit the narrowest lane; a longer one stands on two lines."""

MOST_LANES = 12
_FOLD_ABOVE = 40
"""Events above which repetitions are folded."""
_MOST_ROWS = 200
_TEXT = 17
"""Characters shown at least of printed text, which has the row to itself."""
_PRINTED_LINES = 3


class Drawing(TypedDict):
    """What timeline.js draws: sizes in pixels, shapes in order, and the story in words."""

    width: int
    height: int
    shapes: list[Shape]
    story: list[str]
    says: list[str]


@dataclass(frozen=True)
class _Row:
    """One line of the picture: an event, printed text, held values, or what was left out."""

    kind: Literal["event", "print", "frame", "fold"]
    steps: range
    lane: int = 0
    text: str = ""


@dataclass
class _Picture:
    pitch: int
    shapes: list[Shape] = field(default_factory=list)

    def x(self, column: int) -> int:
        """Return the middle of a column; the first is that of main, which has a short name."""
        return MARGIN + _FIRST + column * self.pitch

    def fit(self, text: str) -> str:
        """Shorten a text to the room between two lanes."""
        return cut(text, int((self.pitch - BAR - 6) / _CHARACTER))

    def frame(self, text: str, x: int) -> tuple[str, int]:
        """Return the text of held values, cut to what fits, and half the width of their box.

        The box around ``x`` is as wide as its text; it ends before the bar of the lane beside it.
        """
        most = min(self.pitch - BAR, x - 2)
        text = cut(text, int((2 * most - 8) / _CHARACTER))
        needed = int(_room_of(text) * _CHARACTER / 2) + 5
        return text, min(most, max(needed, self.pitch // 2 - 8))

    def add(self, tag: str, text: str = "", /, **attributes: str | float) -> None:
        # class_ and data_step are Python's way to write class and data-step
        named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        self.shapes.append((tag, named, text))


def draw(trace: Trace, stdout: str, language: Language) -> Drawing:
    """Return the drawing of a trace; ``stdout`` is the text its output spans point into."""
    lanes, column = _columns(trace)
    rows = _rows(trace, stdout, language)
    height = HEAD + (len(rows) + 1) * ROW + MARGIN
    picture = _Picture(_pitch(trace, lanes))
    width = _width(picture, len(lanes), column, rows)
    at = {id(row): HEAD + (index + 1) * ROW for index, row in enumerate(rows)}
    _draw_lanes(picture, trace, lanes, column, rows, at, height)
    _draw_bars(picture, trace, column, rows, at, height)
    for row in rows:
        _draw_row(picture, trace, column, row, at[id(row)], width)
    _draw_names(picture, lanes, width)
    sentences = [sentence(event, trace["lanes"], language) for event in trace["events"]]
    return {
        "width": width,
        "height": height,
        "shapes": picture.shapes,
        "story": _story(trace, rows, sentences, stdout, language),
        "says": sentences,
    }


def _width(picture: _Picture, lanes: int, column: dict[int, int], rows: Sequence[_Row]) -> int:
    """Return the picture's width: room for all lanes and, within reason, for what was printed."""
    width = picture.x(lanes) - picture.pitch // 2
    for row in rows:
        x = picture.x(column[row.lane])
        if row.kind == "print":
            least = x + BAR + int(_TEXT * _CHARACTER)
            whole = x + BAR + int(_room_of(row.text) * _CHARACTER)
            width = max(width, min(whole, max(least, _ROOMY)))
        elif row.kind == "frame":
            width = max(width, x + picture.frame(row.text, x)[1])
    return width + MARGIN


def _pitch(trace: Trace, lanes: Sequence[Lane]) -> int:
    """Return the pixels from lane to lane that names and labels ask for, within limits."""
    labels = [arrow_label(event, trace["lanes"]) for event in trace["events"]]
    names = [part for lane in lanes for part in name_lines(lane["name"])]
    longest = max([len(label) + 2 for label in labels] + [len(name) for name in names], default=0)
    return max(_NARROWEST, min(_WIDEST, int(longest * _CHARACTER) + BAR + 6))


def _columns(trace: Trace) -> tuple[list[Lane], dict[int, int]]:
    """Return the lanes in order of columns, and lane id -> column; lanes too many share the last.

    A generator that another delegates to stands beside that one.
    """
    order: list[Lane] = []
    for lane in trace["lanes"]:
        place = len(order)
        if "within" in lane:
            outer = next((i for i, x in enumerate(order) if x["id"] == lane["within"]), place)
            place = outer + 1
            while place < len(order) and "within" in order[place]:
                place += 1
        order.insert(place, lane)
    column = {lane["id"]: min(index, MOST_LANES - 1) for index, lane in enumerate(order)}
    if len(order) > MOST_LANES:
        kept = order[: MOST_LANES - 1]
        rest: Lane = {
            "id": order[MOST_LANES - 1]["id"],
            "name": f"+{len(order) - len(kept)}",
            "kind": "greenlet",
        }
        order = [*kept, rest]
    return order, column


# ---- rows


def _rows(trace: Trace, stdout: str, language: Language) -> list[_Row]:
    """Return the picture's lines, with repetitions folded when there are many."""
    say = words(language, "timeline")
    rows: list[_Row] = []
    held: dict[int, dict[str, str]] = {}
    steps = range(len(trace["events"]))
    for part, rounds in _fold(trace["events"]) if len(steps) > _FOLD_ABOVE else [(steps, 0)]:
        if rounds:
            rows.append(_Row("fold", part, text=say["more_rounds"].format(n=rounds)))
            continue
        for step in part:
            event = trace["events"][step]
            one = range(step, step + 1)
            rows += [
                _Row("print", one, event["from"], text)
                for text in printed_lines(event, stdout, language)
            ]
            rows.append(_Row("event", one, event["lane"]))
            values = event.get("locals")
            if event["kind"] == "yield" and values:
                before = held.get(event["lane"], {})
                new = [f"{name}={it}" for name, it in values.items() if before.get(name) != it]
                held[event["lane"]] = values
                if new:
                    rows.append(_Row("frame", one, event["lane"], ", ".join(new)))
    end = trace["events"][-1]["output"][1] if steps else 0
    rest = _lines(stdout[end:], language) if steps and not trace.get("cut") else []
    last = range(len(steps) - 1, len(steps))
    rows += [_Row("print", last, trace["events"][-1]["to"], text) for text in rest]
    if trace.get("cut"):
        rows.append(_Row("fold", last, text=say["cut"].format(n=len(steps))))
    if len(rows) > _MOST_ROWS:
        head, tail = rows[: _MOST_ROWS - 50], rows[-49:]
        while head[-1].kind == "print":  # it goes before its event, which is left out
            head.pop()
        while tail[0].kind == "frame":  # it goes after
            tail.pop(0)
        left_out = range(head[-1].steps.stop, tail[0].steps.start)
        note = _Row("fold", left_out, text=say["more_steps"].format(n=len(left_out)))
        rows = [*head, note, *tail]
    return rows


def printed_lines(event: Event, stdout: str, language: Language) -> list[str]:
    """Return what was printed up to an event since the one before, a few lines of it."""
    start, end = event["output"]
    return _lines(stdout[start:end], language)


def _lines(text: str, language: Language) -> list[str]:
    say = words(language, "timeline")
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > _PRINTED_LINES:
        more = say["more_lines"].format(n=len(lines) - _PRINTED_LINES + 1)
        return [*lines[: _PRINTED_LINES - 1], more]
    return lines


def _fold(events: Sequence[Event]) -> list[tuple[range, int]]:
    """Return parts of the events: shown ones with 0, left-out ones with their rounds.

    A round is a sequence of events alike in all but value and output. Of five or more rounds in a
    row the first two and the last are shown.
    """
    keys = [(e["kind"], e["lane"], e["from"], e["to"], e["line"]) for e in events]
    parts: list[tuple[range, int]] = []
    start = at = 0
    while at < len(keys):
        period, rounds = _repetition(keys, at)
        if rounds < 5:
            at += 1
            continue
        first, last = at + 2 * period, at + (rounds - 1) * period
        parts += [(range(start, first), 0), (range(first, last), rounds - 3)]
        start = last
        at = last + period
    parts.append((range(start, len(keys)), 0))
    return [part for part in parts if part[0]]


def _repetition(keys: Sequence[object], at: int) -> tuple[int, int]:
    """Return the length of a round that begins here and how often it comes, covering most."""
    best = (1, 1)
    for period in range(1, 41):
        if at + 5 * period > len(keys) or keys[at] != keys[at + period]:
            continue  # most often, and quick to tell
        rounds = 1
        while keys[at : at + period] == keys[
            at + rounds * period : at + (rounds + 1) * period
        ] and at + (rounds + 1) * period <= len(keys):
            rounds += 1
        if rounds >= 5 and rounds * period > best[0] * best[1]:
            best = (period, rounds)
    return best


# ---- shapes


def cut(text: str, length: int = _TEXT) -> str:
    """Shorten a text to what fits; a full-width character takes the room of two."""
    room, kept = length, ""
    for character in text:
        room -= 2 if ord(character) > 0x2E7F else 1
        if room < 0:
            return kept[:-1] + "…"
        kept += character
    return kept


def _room_of(text: str) -> int:
    """Return the room a text takes, in characters; a full-width one takes the room of two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def name_lines(name: str) -> list[str]:
    """Return a lane's name in one line or two: variable and function, function and argument."""
    lines = name.split(" · ", 1)
    bracket = name.find("(")
    if len(lines) == 1 and _room_of(name) > _NAME and 0 < bracket < len(name) - 2:
        lines = [name[:bracket], name[bracket:]]
    return lines


def _draw_names(picture: _Picture, lanes: Sequence[Lane], width: int) -> None:
    """Draw the lanes' names, last of all: they stay in view over a picture that is scrolled."""
    picture.add("rect", class_="tl-band", x=0, y=0, width=width, height=HEAD - 4)
    for index, lane in enumerate(lanes):
        x = picture.x(index)
        *above, name = (
            cut(line, int((picture.pitch - 4) / _CHARACTER)) for line in name_lines(lane["name"])
        )
        for line in above:
            picture.add("text", line, class_="tl-variable", x=x, y=HEAD - 24)
        picture.add("text", name, class_=f"tl-name tl-{lane['kind']}", x=x, y=HEAD - 10)


def _draw_lanes(
    picture: _Picture,
    trace: Trace,
    lanes: Sequence[Lane],
    column: dict[int, int],
    rows: Sequence[_Row],
    at: dict[int, int],
    height: int,
) -> None:
    """Draw the hub's ground, and the line on which each lane lives."""
    begin = {0: HEAD}
    end: dict[int, int] = {}
    for row in rows:
        if row.kind == "event":
            event = trace["events"][row.steps[0]]
            begin.setdefault(event["lane"], at[id(row)])
            begin.setdefault(event["to"], at[id(row)])
            if event["kind"] in ("return", "raise", "kill"):
                end[event["lane"]] = at[id(row)]
            else:
                end.pop(event["to"], None)
    for index, lane in enumerate(lanes):
        x = picture.x(index)
        first, last = begin.get(lane["id"], HEAD), end.get(lane["id"], height - MARGIN)
        if lane["kind"] in ("hub", "loop"):
            picture.add(
                "rect",
                class_="tl-ground",
                x=x - picture.pitch // 2 + 4,
                y=4,
                width=picture.pitch - 8,
                height=height - 8,
                rx=6,
            )
        if "within" in lane and lane["within"] in column:
            left = picture.x(column[lane["within"]])
            picture.add(
                "rect",
                class_="tl-within",
                x=left,
                y=first - ROW // 2,
                width=x - left + picture.pitch // 2 - 4,
                height=min(max(ROW, last - first + ROW), height - 4 - first + ROW // 2),
                rx=6,
            )
        picture.add("line", class_="tl-life", x1=x, y1=first, x2=x, y2=last)


def _draw_bars(
    picture: _Picture,
    trace: Trace,
    column: dict[int, int],
    rows: Sequence[_Row],
    at: dict[int, int],
    height: int,
) -> None:
    """Draw who runs: from each switch to the next a bar in the lane that took control."""
    running = trace["events"][0]["from"] if trace["events"] else 0
    top, step = HEAD, 0
    for row in rows:
        y = at[id(row)]
        if row.kind == "event":
            step = row.steps[0]
            _bar(picture, column[running], top, y, step)
            running, top = trace["events"][step]["to"], y
        elif row.kind == "fold" and row.steps:
            _bar(picture, column[running], top, y - ROW // 2, row.steps[0])
            running, top = trace["events"][row.steps[-1]]["to"], y + ROW // 2
    if trace["events"]:
        _bar(picture, column[running], top, height - MARGIN, len(trace["events"]))


def _bar(picture: _Picture, column: int, top: int, bottom: int, step: int) -> None:
    if bottom > top:
        x = picture.x(column) - BAR // 2
        picture.add(
            "rect",
            class_="tl-bar",
            x=x,
            y=top,
            width=BAR,
            height=bottom - top,
            data_step=step,
        )


def _draw_row(
    picture: _Picture, trace: Trace, column: dict[int, int], row: _Row, y: int, width: int
) -> None:
    step = row.steps[0] if row.steps else 0
    if row.kind == "fold":
        picture.add("line", class_="tl-fold", x1=MARGIN, y1=y, x2=width - MARGIN, y2=y)
        until = row.steps.stop
        middle = {"x": width // 2, "y": y + 4}
        picture.add("text", row.text, class_="tl-note", data_step=step, data_until=until, **middle)
        return
    x = picture.x(column[row.lane])
    if row.kind == "print":
        text = cut(row.text.strip(), int((width - x - BAR) / _CHARACTER))
        picture.add("text", text, class_="tl-print", x=x + BAR, y=y + 4, data_step=step)
        return
    if row.kind == "frame":
        text, half = picture.frame(row.text, x)
        box = {"x": x - half, "y": y - 11, "width": 2 * half, "height": 17, "rx": 3}
        picture.add("rect", class_="tl-frame", data_step=step, **box)
        picture.add("text", text, class_="tl-held", x=x, y=y + 2, data_step=step)
        return
    event = trace["events"][step]
    _draw_switch(picture, event, trace["lanes"], column, y, step)


def _draw_switch(
    picture: _Picture,
    event: Event,
    lanes: Sequence[Lane],
    column: dict[int, int],
    y: int,
    step: int,
) -> None:
    """Draw the arrow with its label, the dot where a lane waits, the cross where one ends."""
    start, end = picture.x(column[event["from"]]), picture.x(column[event["to"]])
    own = picture.x(column[event["lane"]])
    closes = event["kind"] == "kill" and event["from"] == event["to"]
    if closes:
        end = own
    side = 1 if end >= start else -1
    if start != end:
        tip, half = end - side * (BAR // 2 + 1), BAR // 2
        dashed = " tl-dashed" if event["kind"] in ("throw", "raise", "kill") else ""
        picture.add(
            "line",
            class_=f"tl-arrow{dashed}",
            x1=start + side * half,
            y1=y,
            x2=tip - side * 6,
            y2=y,
            data_step=step,
        )
        points = f"{tip},{y} {tip - side * 7},{y - 4} {tip - side * 7},{y + 4}"
        picture.add("polygon", class_="tl-head", points=points, data_step=step)
    is_call = lanes[event["lane"]]["kind"] == "function"  # it has no frame that is kept
    if event["kind"] in ("return", "raise", "kill") and not is_call:
        cross = f"M{own - 5} {y - 5}L{own + 5} {y + 5}M{own + 5} {y - 5}L{own - 5} {y + 5}"
        picture.add("path", class_="tl-end", d=cross, data_step=step)
    elif event["kind"] in ("yield", "block"):
        picture.add("circle", class_="tl-wait", cx=start, cy=y, r=4, data_step=step)
    label = picture.fit(arrow_label(event, lanes))
    near = picture.pitch // 2
    picture.add("text", label, class_="tl-label", x=start + side * near, y=y - 4, data_step=step)


def arrow_label(event: Event, lanes: Sequence[Lane]) -> str:
    """Return what stands on an arrow: Python's own word for the switch, and what travels."""
    kind, value = event["kind"], event.get("value", "")
    if kind == "start" and lanes[event["lane"]]["kind"] == "function":
        return "call"
    word = {"resume": "next", "kill": "close", "block": f"{value}()" if value else "wait"}.get(
        kind, kind
    )
    if event["from"] != event["to"] and kind == "kill":
        word = "kill"
    carries = kind in ("send", "yield", "throw", "raise", "switch", "return")
    return f"{word} {value}" if carries and value and value != "None" else word


# ---- frames


@dataclass(frozen=True)
class FrameState:
    """A generator's frame at rest: how it got there, where it stands, what it holds."""

    kind: Literal["new", "waits", "done"]
    step: str = ""
    """What resumed the generator, as its arrow says: ``next``, ``send 3``."""
    line: int = 0
    held: Mapping[str, str] = field(default_factory=dict)


def frame_states(trace: Trace) -> tuple[str, list[FrameState]]:
    """Return the first generator's name, and its frame's states: before, between and after steps.

    Of many stops the first three are told. Without a generator there is nothing to tell.
    """
    lane = next((lane for lane in trace["lanes"] if lane["kind"] == "generator"), None)
    if lane is None:
        return "", []
    states, step = [FrameState("new")], ""
    for event in trace["events"]:
        if event["lane"] != lane["id"]:
            continue
        if event["kind"] == "yield":
            states.append(FrameState("waits", step, event["line"], event.get("locals", {})))
        elif event["kind"] in ("return", "raise", "kill"):
            closed = event["kind"] == "kill"
            states.append(FrameState("done", "close" if closed else step))
        else:
            step = "next" if event["kind"] == "start" else arrow_label(event, trace["lanes"])
    if len(states) > 5:
        states = [*states[:4], states[-1]]
    return lane["name"], states


# ---- words


def sentence(event: Event, lanes: Sequence[Lane], language: Language) -> str:
    """Return one event in words, with its line."""
    say = words(language, "timeline")
    kind: str = event["kind"]
    lane = lanes[event["lane"]]
    if kind == "start" and lane["kind"] == "function":
        kind = "call"
    if kind == "kill" and event["from"] != event["to"]:
        kind = "killed"
    value = event.get("value", "None")
    by = say["by"].format(by=value) if "value" in event else ""
    said = say[f"says_{kind}"].format(
        source=lanes[event["from"]]["name"],
        aim=lanes[event["to"]]["name"],
        lane=lane["name"],
        value=value,
        by=by,
    )
    line = say["line"].format(line=event["line"]) if event["line"] else ""
    return line + said


def _story(
    trace: Trace,
    rows: Iterable[_Row],
    sentences: Sequence[str],
    stdout: str,
    language: Language,
) -> list[str]:
    """Return the picture in words, a line for each switch shown, and for what is left out."""
    say = words(language, "timeline")
    story = []
    for row in rows:
        if row.kind == "fold":
            story.append(row.text)
        elif row.kind == "event":
            step = row.steps[0]
            shown = printed_lines(trace["events"][step], stdout, language)
            comma = "、" if language == "zh" else ", "
            before = say["printed"].format(text=comma.join(shown)) if shown else ""
            story.append(before + sentences[step])
    return story
