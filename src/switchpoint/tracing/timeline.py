"""Describe the picture of a trace, once for the site's pages and for the tab.

Time runs down, as in a sequence diagram: a column for each lane, a bar while it runs, an arrow at
each switch, a box with a generator's locals where its frame waits, a cross where it ends. The same
description becomes SVG text in pages/svg.py and SVG elements in browser/timeline/svg.js.
"""

from __future__ import annotations

from typing import TypedDict

from switchpoint.tracing.drawing.layout import lay_out
from switchpoint.tracing.drawing.sentences import sentence, story
from switchpoint.tracing.drawing.shapes import Shape, shapes_of
from switchpoint.tracing.trace import Trace
from switchpoint.tracing.words import Language


class Drawing(TypedDict):
    """What svg.py and svg.js draw: sizes in pixels, shapes in order, and the story in words."""

    width: int
    height: int
    shapes: list[Shape]
    story: list[str]
    """A line for each row of the picture that shows an event, or what is left out."""
    says: list[str]
    """A sentence for each event."""


def draw(trace: Trace, stdout: str, language: Language) -> Drawing:
    """Return the drawing of a trace; ``stdout`` is the text its output spans point into."""
    layout = lay_out(trace, stdout, language)
    sentences = [sentence(event, trace["lanes"], language) for event in trace["events"]]
    return {
        "width": layout.width,
        "height": layout.height,
        "shapes": shapes_of(layout),
        "story": story(trace, layout.rows, sentences, stdout, language),
        "says": sentences,
    }
