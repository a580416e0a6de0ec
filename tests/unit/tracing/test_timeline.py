"""The picture of a trace: golden files for real programs, properties for any trace at all.

``SWITCHPOINT_GOLDEN=write`` writes the golden files anew; look at them in a browser, too.
"""

from __future__ import annotations

import itertools
import os
import random
import re
from pathlib import Path
from typing import get_args

import pytest

from switchpoint.pages.svg import svg
from switchpoint.recording.run import run_traced
from switchpoint.snippets.naming import all_snippets
from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.drawing.layout import MOST_LANES
from switchpoint.tracing.timeline import Drawing, draw
from switchpoint.tracing.trace import Event, Kind, Lane, LaneKind, Trace
from switchpoint.tracing.words import Language

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
DRAWN = ["delegation", "close_with_finally", "gevent_kill", "ping_pong", "too_many", "plain_calls"]
TRACED = [snippet for snippet in all_snippets(HERE.parents[2] / "snippets") if snippet.is_traced]


@pytest.mark.parametrize("name", DRAWN)
def test_golden_picture_and_story(name: str) -> None:
    recording, trace = run_traced(Snippet(HERE, f"traces/{name}"))
    drawing = draw(trace, recording.stdout, "en")
    picture = re.sub(r"(?<=>)(?=<(?!/))", "\n", svg(drawing))
    text = picture + "\n<!--\n" + "\n".join(drawing["story"]) + "\n-->\n"
    golden = GOLDEN / f"timeline-{name}.svg"
    if os.environ.get("SWITCHPOINT_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def any_trace(seed: int) -> tuple[Trace, str]:
    """Return a trace of a random shape: any lanes, any kinds, long names and values."""
    chance = random.Random(seed)
    words = ["a", "'value'", "消费者", "x" * 60, "<&>", "", "fetch('/a/long/path')"]
    lanes: list[Lane] = [{"id": 0, "name": "main", "kind": "main"}]
    for number in range(1, chance.randint(1, 20)):
        kind = chance.choice(get_args(LaneKind))
        lanes.append({"id": number, "name": f"{chance.choice(words)} · n{number}", "kind": kind})
        if chance.random() < 0.3:
            lanes[-1]["within"] = chance.randrange(number)
    stdout = "".join(f"{chance.choice(words)}\n" for _ in range(300))
    events: list[Event] = []
    running = printed = 0
    for _ in range(chance.choice([0, 1, 3, 30, 200, 500])):
        to = chance.randrange(len(lanes))
        end = min(len(stdout), printed + chance.choice([0, 0, 5, 200]))
        kind = chance.choice(get_args(Kind))
        if to == running and kind == "yield":
            kind = "kill"  # nobody yields to itself
        event: Event = {
            "kind": kind,
            "lane": running if kind == "yield" else chance.choice([running, to]),
            "from": running,
            "to": to,
            "line": chance.randrange(40),
            "output": [printed, end],
            "value": chance.choice(words),
        }
        if chance.random() < 0.5:
            event["locals"] = {chance.choice(["i", "a_long_name"]): chance.choice(words)}
        events.append(event)
        running, printed = to, end
    return {"version": 1, "lanes": lanes, "events": events}, stdout


def check_picture(drawing: Drawing) -> None:
    """Check that nothing has a negative size or lies outside, and that nothing hides another."""
    boxes: dict[str, list[dict[str, float]]] = {"tl-frame": [], "tl-bar": []}
    rows: dict[float, list[tuple[float, float, str]]] = {}
    for tag, attributes, text in drawing["shapes"]:
        numbers = {key: value for key, value in attributes.items() if not isinstance(value, str)}
        assert all(value >= 0 for value in numbers.values()), (tag, attributes)
        for key in ("x", "x1", "x2", "cx"):
            assert numbers.get(key, 0) <= drawing["width"], (tag, attributes)
        for key in ("y", "y1", "y2", "cy"):
            assert numbers.get(key, 0) <= drawing["height"], (tag, attributes)
        if tag == "rect":
            assert numbers["x"] + numbers["width"] <= drawing["width"] + 1, attributes
            assert numbers["y"] + numbers["height"] <= drawing["height"], attributes
            boxes.setdefault(str(attributes["class"]), []).append(numbers)
        if tag == "text":
            width = sum(2 if ord(character) > 0x2E7F else 1 for character in text) * 7.3
            middle = "tl-print" not in str(attributes["class"])
            left = numbers["x"] - width / 2 if middle else numbers["x"]
            rows.setdefault(numbers["y"], []).append((left, left + width, text))
    crowded = any(text.startswith("+") for _, _, text in drawing["shapes"])  # lanes share a column
    pairs = [] if crowded else itertools.product(boxes["tl-frame"], boxes["tl-bar"])
    for frame, bar in pairs:
        beside = frame["x"] + frame["width"] < bar["x"] or bar["x"] + bar["width"] < frame["x"]
        above = frame["y"] + frame["height"] < bar["y"] or bar["y"] + bar["height"] < frame["y"]
        assert beside or above, f"{frame} hides {bar}"
    for y, texts in rows.items():
        for (_, end, one), (start, _, other) in itertools.pairwise(sorted(texts)):
            assert end <= start + 1, f"{one!r} overlaps {other!r} at y={y}"
    for one_y, other_y in itertools.pairwise(sorted(rows)):
        assert other_y - one_y >= 11, "lines of text are as far apart as they are high"


@pytest.mark.parametrize("seed", range(150))
def test_any_trace_is_drawn_without_overlap_or_negative_size(seed: int) -> None:
    trace, stdout = any_trace(seed)
    drawing = draw(trace, stdout, "zh" if seed % 2 else "en")
    check_picture(drawing)
    assert len(drawing["says"]) == len(trace["events"])
    names = [attributes for _, attributes, _ in drawing["shapes"] if "tl-name" in str(attributes)]
    assert len(names) <= MOST_LANES
    assert svg(drawing).count("<text") == svg(drawing).count("</text>")


@pytest.mark.parametrize("snippet", TRACED, ids=lambda snippet: snippet.name)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sites_own_pictures(snippet: Snippet, language: Language) -> None:
    trace = snippet.trace()
    assert trace is not None
    drawing = draw(Trace(**trace), snippet.recording().stdout, language)
    check_picture(drawing)
    assert drawing["height"] < 5_000


def test_repetitions_are_folded_and_told() -> None:
    recording, trace = run_traced(Snippet(HERE, "traces/too_many"))
    for language, note in (("en", "more rounds"), ("zh", "再重复")):
        drawing = draw(trace, recording.stdout, language)  # type: ignore[arg-type]
        assert any(note in line for line in drawing["story"])
        assert any(note in text for _, _, text in drawing["shapes"])
        assert len(drawing["story"]) < 20


def test_what_a_frame_holds_is_shown_in_whole() -> None:
    program = next(it for it in TRACED if it.name == "generators/producer_consumer")
    recorded = program.trace()
    assert recorded is not None
    trace = Trace(**recorded)
    drawing = draw(trace, program.recording().stdout, "en")
    assert "reply='ok', item=1" in [text for _, _, text in drawing["shapes"]]
