"""Draw what was measured: a dot and a spread for each kind, or a curve for each over a parameter.

If the points of a parameter are not numbers, each has a row, and in it a dot for each kind.

Vega-Lite lays out and draws; its SVG has text as text, and takes the page's font and colours: each
colour is ``currentColor`` or a variable of ``measured.css``. All lengths are given, so that the
drawing does not depend on the fonts of the machine that builds the site.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import count, takewhile
from math import ceil, floor, log
from statistics import median
from typing import Any

import vl_convert

from switchpoint.measuring.results import ALL, Measure, Points
from switchpoint.pages.measured.show import axis_number, kind_name, number
from switchpoint.tracing.words import Language

ROW = 28
"""Height of a kind's row; compare.js draws in the same rows."""

_LEFT, _WIDTH, _RIGHT = 138, 232, 66
_CURVES = {"left": 66, "width": 336, "height": 240, "right": 34}
_FONT = 13

_LOG_FROM = 20
"""The axis is logarithmic when the greatest value is so many times the least."""

_MOST_LABELS = 5
"""With more ticks, only every second or third one has a label."""

_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "stroke")
_COLOURS = tuple(f"var(--sp-chart-{n})" for n in range(1, len(_SHAPES) + 1))

_INNER_ROLES = re.compile(r' (?:role="[^"]*"|aria-[a-z]+="[^"]*")')
"""What Vega tells screen readers of a drawing's parts, which have no names."""

_AXIS = {
    "labelColor": "currentColor",
    "titleColor": "currentColor",
    "tickColor": "currentColor",
    "domainColor": "currentColor",
    "gridColor": "currentColor",
    "gridOpacity": 0.15,
    "labelFontSize": _FONT,
    "titleFontSize": _FONT,
    "titleFontWeight": "normal",
    "labelLimit": 0,
    "labelOverlap": False,
    "labelFlush": False,
}


@dataclass(frozen=True)
class Axis:
    """A quantity's axis: the ticks, from its one end to the other."""

    is_log: bool
    ticks: list[float]
    labels: list[str]

    @property
    def domain(self) -> list[float]:
        """Its two ends."""
        return [self.ticks[0], self.ticks[-1]]

    def position(self, x: float) -> float:
        """Return where a value stands, from 0 at the one end to 1 at the other."""
        first, last = self.domain
        if self.is_log:
            return log(x / first) / log(last / first)
        return (x - first) / (last - first)

    def encoding(self, field: str, title: str = "") -> dict[str, Any]:
        """Return Vega-Lite's encoding of a field on this axis."""
        labels = f"{json.dumps(self.labels)}[round(datum.index * {len(self.ticks) - 1})]"
        return {
            "field": field,
            "type": "quantitative",
            "title": title or None,
            "scale": {"type": "log" if self.is_log else "linear", "domain": self.domain},
            "axis": {"values": self.ticks, "labelExpr": labels},
        }


def axis(values: list[float], unit: str, language: Language) -> Axis:
    """Return an axis for values of a unit: logarithmic if they differ by powers of ten."""
    least, most = min(values), max(values) or 1
    base = 4 if unit == "bytes" else 10
    if least > 0 and most / least >= _LOG_FROM:
        ends = floor(log(least, base)), ceil(log(most, base))
        ticks = [float(base) ** n for n in range(ends[0], ends[1] + 1)]
        said = ceil(len(ticks) / _MOST_LABELS)
        labels = [axis_number(x, unit, language) for x in ticks]
        return Axis(True, ticks, [it if n % said == 0 else "" for n, it in enumerate(labels)])
    step = next(it for it in _steps(base, most) if it * 5 >= most)
    ticks = [*takewhile(lambda x: x < most + step, (n * step for n in count()))]
    return Axis(False, ticks, [axis_number(x, unit, language) for x in ticks])


@dataclass(frozen=True)
class Chart:
    """A drawing, and where in it a sample of a kind at a point stands."""

    svg: str
    values: Axis
    is_upright: bool
    """Whether the axis of the values goes up, as with curves."""
    length: float
    """Of that axis."""
    across: dict[tuple[str, str], float]
    """The place across that axis, by kind and point; there is none where kinds share a row."""


def draw(measure: Measure, kinds: dict[str, str], parameter: str, language: Language) -> Chart:
    """Return the chart of the kinds, which are given by name with their labels."""
    found = {kind: measure.kinds[kind] for kind in kinds}
    samples = [x for points in found.values() for xs in points.values() for x in xs]
    values = axis(samples, measure.unit, language)
    if not parameter:
        said = _rows(found, kinds, measure.unit, language)
        label = "; ".join(f"{row['kind']} {row['said']}" for row in said)
        across = {(kind, ALL): ROW * (number + 0.5) for number, kind in enumerate(kinds)}
        return Chart(_svg(json.dumps(_dots(said, values)), label), values, False, _WIDTH, across)
    label = f"{parameter}: {', '.join(kinds.values())}"
    rows = [
        {"kind": kinds[kind], "point": point} | _spread(xs)
        for kind, points in found.items()
        for point, xs in points.items()
    ]
    if not all(point.isdigit() for points in found.values() for point in points):
        rows = [row | {"point": kind_name(str(row["point"]), language)} for row in rows]
        return Chart(_svg(json.dumps(_groups(rows, values)), label), values, False, _WIDTH, {})
    over = axis([float(row["point"]) for row in rows], "count", language)
    svg = _svg(json.dumps(_curves(rows, values, over, parameter)), label)
    across = {
        (kind, point): over.position(float(point)) * _CURVES["width"]
        for kind, points in found.items()
        for point in points
    }
    return Chart(svg, values, True, _CURVES["height"], across)


@cache
def _svg(specification: str, label: str) -> str:
    """Return Vega-Lite's SVG, as one image to those who do not see it."""
    svg = _INNER_ROLES.sub("", vl_convert.vegalite_to_svg(specification))
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(label)}" ', 1)


def _steps(base: int, most: float) -> list[float]:
    """Return distances between ticks that are easy to read, the least first."""
    factors = (1, 2, 5) if base == 10 else (1, 2)
    start = floor(log(most, base)) - 2
    return [factor * float(base) ** n for n in range(start, start + 5) for factor in factors]


def _rows(
    found: dict[str, Points], kinds: dict[str, str], unit: str, language: Language
) -> list[dict[str, Any]]:
    return [
        {"kind": kinds[kind], "said": number(median(xs), unit, language)} | _spread(xs)
        for kind, points in found.items()
        for xs in points.values()
    ]


def _spread(xs: list[float]) -> dict[str, float]:
    return {"middle": median(xs), "least": min(xs), "most": max(xs)}


def _dots(rows: list[dict[str, Any]], values: Axis) -> dict[str, Any]:
    """Return the specification of a dot for each kind on its least and greatest."""
    kinds = {"field": "kind", "type": "nominal", "sort": None, "title": None}
    return _base(_LEFT, _WIDTH, ROW * len(rows), _RIGHT) | {
        "data": {"values": rows},
        "encoding": {"y": kinds | {"axis": {"ticks": False, "labelPadding": 9}}},
        "layer": [
            {
                "mark": {"type": "rule", "color": "currentColor", "size": 2, "opacity": 0.5},
                "encoding": {"x": values.encoding("least"), "x2": {"field": "most"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 70, "color": _COLOURS[0]},
                "encoding": {"x": values.encoding("middle")},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 8, "fontSize": _FONT},
                "encoding": {"x": values.encoding("most"), "text": {"field": "said"}},
            },
        ],
    }


def _groups(rows: list[dict[str, Any]], values: Axis) -> dict[str, Any]:
    """Return the specification of a row for each point, with a dot for each kind."""
    points = {"field": "point", "type": "nominal", "sort": None, "title": None}
    kinds = _kinds(rows)
    names = {*map(str, (row["point"] for row in rows))}
    height = max(ROW, 13 * len(kinds["color"]["scale"]["domain"])) * len(names)
    return _base(_LEFT, _WIDTH, height, _RIGHT, 36 + _legend_height(kinds)) | {
        "data": {"values": rows},
        "encoding": {
            "y": points | {"axis": {"ticks": False, "labelPadding": 9}},
            "yOffset": {"field": "kind", "sort": None},
            "color": kinds["color"],
        },
        "layer": [
            {
                "mark": {"type": "rule", "size": 2, "opacity": 0.5},
                "encoding": {"x": values.encoding("least"), "x2": {"field": "most"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 60},
                "encoding": {"x": values.encoding("middle"), "shape": kinds["shape"]},
            },
        ],
    }


def _curves(rows: list[dict[str, Any]], values: Axis, over: Axis, title: str) -> dict[str, Any]:
    """Return the specification of a curve for each kind over the parameter's points."""
    rows = [row | {"point": float(row["point"])} for row in rows]
    kinds = _kinds(rows)
    bottom = 44 + _legend_height(kinds)
    return _base(**_CURVES, bottom=bottom) | {
        "data": {"values": rows},
        "encoding": {"x": over.encoding("point", title), "color": kinds["color"]},
        "layer": [
            {"mark": {"type": "line", "size": 1.5}, "encoding": {"y": values.encoding("middle")}},
            {
                "mark": {"type": "rule", "opacity": 0.5},
                "encoding": {"y": values.encoding("least"), "y2": {"field": "most"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 50},
                "encoding": {"y": values.encoding("middle"), "shape": kinds["shape"]},
            },
        ],
    }


def _kinds(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the encodings that tell kinds apart: by colour, and by shape as well."""
    names = list(dict.fromkeys(row["kind"] for row in rows))
    ranges = {"color": _COLOURS, "shape": _SHAPES}
    return {
        channel: {
            "field": "kind",
            "type": "nominal",
            "legend": _LEGEND,
            "scale": {"domain": names, "range": list(found[: len(names)])},
        }
        for channel, found in ranges.items()
    }


def _legend_height(kinds: dict[str, Any]) -> int:
    names: list[str] = kinds["color"]["scale"]["domain"]
    return 22 * ceil(len(names) / _COLUMNS) + 6  # what hangs below the last line, as in "y"


_COLUMNS = 2
_LEGEND = {
    "orient": "bottom",
    "columns": _COLUMNS,
    "title": None,
    "labelColor": "currentColor",
    "labelFontSize": _FONT,
    "labelLimit": 0,
    "symbolOpacity": 1,
}


def _base(left: int, width: int, height: int, right: int, bottom: int = 26) -> dict[str, Any]:
    return {
        "padding": {"left": left, "top": 8, "right": right, "bottom": bottom},
        "autosize": {"type": "none"},
        "width": width,
        "height": height,
        "background": None,
        "config": {
            "aria": False,
            "font": "inherit",
            "axis": _AXIS,
            "view": {"stroke": None},
            "text": {"color": "currentColor"},
            "point": {"opacity": 1},
        },
    }
