"""What one experiment measured: the format of ``measurements/EXPERIMENT.json``.

A file holds every sample, not only medians, so that a page and ``--check`` can tell a difference
from noise. A sample is found by measure ("time"), kind ("generator") and point ("100" of so many
connections, or ``ALL`` where an experiment has no parameter).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, cast, get_args, get_type_hints

FORMAT = 1
"""Increase it when the meaning of a field changes; a file of another format is refused."""

FOLDER = Path("measurements")
"""Where the files are, below the project's folder."""

QUICK_FOLDER = FOLDER / "quick"
"""Where those of a quick run go, so that they do not replace what pages show; git ignores it."""

ALL = "all"
"""The only point of an experiment without a parameter."""

UNITS = ("s", "bytes", "count", "share")
"""Seconds, bytes, a number of things, a part of one (0 to 1)."""

type Points = dict[str, list[float]]
"""The samples at each point, one a round."""


class ResultsError(Exception):
    """A file does not hold an experiment's results; the message is one sentence that says why."""


@dataclass(frozen=True)
class Measure:
    """One quantity that an experiment measured, of each kind, at each point."""

    unit: str
    kinds: dict[str, Points]


@dataclass(frozen=True)
class Results:
    """What one experiment measured, where and when."""

    experiment: str
    date: str
    machine: str
    python: str
    versions: dict[str, str]
    """Of the packages that were measured, by name."""
    load: tuple[float, float]
    """Programs that wanted the processor when it began and ended."""
    quick: bool
    rounds: int
    parameter: str
    """What the points are, "connections" for example; empty where ``ALL`` is the only one."""
    measures: dict[str, Measure]
    missing: dict[str, str]
    """Why a kind was not measured, by kind."""

    def points(self, measure: str, kind: str) -> Points:
        """Return the samples of one kind at each point; raise ``ResultsError`` for a wrong name."""
        if measure not in self.measures:
            raise ResultsError(_unknown(self.experiment, "measure", measure, self.measures))
        kinds = self.measures[measure].kinds
        if kind not in kinds:
            raise ResultsError(_unknown(self.experiment, "kind", kind, kinds))
        return kinds[kind]

    def samples(self, measure: str, kind: str, point: str = ALL) -> list[float]:
        """Return the samples at one point; raise ``ResultsError`` for a name that is not there."""
        points = self.points(measure, kind)
        if point not in points:
            raise ResultsError(_unknown(self.experiment, "point", point, points))
        return points[point]

    def write(self) -> str:
        """Return the results as JSON, the samples of a point on one line."""
        data = {"format": FORMAT} | asdict(self)
        lists: list[str] = []
        for measure in data["measures"].values():
            for points in measure["kinds"].values():
                for point, samples in points.items():
                    lists.append(json.dumps([_rounded(x) for x in samples]))
                    points[point] = f"<samples {len(lists) - 1}>"
        data["load"] = [_rounded(x) for x in self.load]
        text = json.dumps(data, ensure_ascii=False, indent=1)
        for number, line in enumerate(lists):
            text = text.replace(f'"<samples {number}>"', line)
        return text + "\n"


def read(path: Path) -> Results:
    """Read a file that ``write`` wrote; raise ``ResultsError`` if it is not one."""
    try:
        return parse(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ResultsError(f"{path} is not there.") from None
    except UnicodeDecodeError:
        raise ResultsError(f"{path} is not text.") from None
    except ResultsError as error:
        raise ResultsError(f"{path}: {error}") from None


def parse(text: str) -> Results:
    """Read what ``write`` returned; raise ``ResultsError`` if it is something else."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ResultsError(f"This is not JSON ({error.msg}, line {error.lineno}).") from None
    if not isinstance(data, dict) or "format" not in data:
        raise ResultsError("This is not a measurement: it has no field “format”.")
    if data["format"] != FORMAT:
        raise ResultsError(f"Its format is {data['format']!r}; this program reads {FORMAT}.")
    _refuse_wrong_fields(data)
    measures = {name: _measure(name, found) for name, found in data["measures"].items()}
    load = tuple(_number("load", x) for x in data["load"])
    if len(load) != 2:
        raise ResultsError("The field “load” is not two numbers.")
    known = {field.name: data[field.name] for field in fields(Results)}
    return Results(**known | {"measures": measures, "load": load})


def _refuse_wrong_fields(data: dict[str, Any]) -> None:
    """Raise ``ResultsError`` for a field that is missing or not of its type."""
    json_types = {tuple: list, Measure: dict}
    for name, hint in get_type_hints(Results).items():
        if name not in data:
            raise ResultsError(f"This is not a measurement: it has no field “{name}”.")
        outer = getattr(hint, "__origin__", hint)
        if not isinstance(data[name], json_types.get(outer, outer)):
            raise ResultsError(f"The field “{name}” has a wrong type.")
        if get_args(hint) == (str, str):
            for text in data[name].values():
                if not isinstance(text, str):
                    raise ResultsError(f"The field “{name}” holds something that is not text.")


def _measure(name: str, found: object) -> Measure:
    """Return one measure of a file; raise ``ResultsError`` if it is not one."""
    if not isinstance(found, dict) or not isinstance(found.get("kinds"), dict):
        raise ResultsError(f"The measure “{name}” has no kinds.")
    if found.get("unit") not in UNITS:
        raise ResultsError(f"The measure “{name}” has the unknown unit {found.get('unit')!r}.")
    kinds = cast("dict[str, object]", found["kinds"])
    for kind, points in kinds.items():
        if not isinstance(points, dict) or not points:
            raise ResultsError(f"The kind “{kind}” of “{name}” has no points.")
        for point, samples in points.items():
            if not isinstance(samples, list) or not samples:
                raise ResultsError(f"The point “{point}” of “{kind}” has no samples.")
            points[point] = [_number(f"{name}/{kind}/{point}", x) for x in samples]
    return Measure(found["unit"], cast("dict[str, Points]", kinds))


def _number(where: str, found: object) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise ResultsError(f"{where} holds {found!r}, which is not a number.")
    return found


def _unknown(experiment: str, what: str, name: str, known: dict[str, Any]) -> str:
    return f"{experiment} has no {what} “{name}”; it has {', '.join(known)}."


def _rounded(x: float) -> float:
    """Return four significant digits; no sample is more exact than that."""
    rounded = float(f"{x:.4g}")
    return int(rounded) if rounded == int(rounded) else rounded
