"""Find what prose names: ``switch.time.greenlet``, or ``switch.time.greenlet / switch.time.call``.

A name has the experiment, the measure and the kind, and the point where an experiment has several:
``waiting.time.thread.1000``. A ratio is of two samples of one round each, so that whatever slows
the whole machine in a round does not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from switchpoint.measuring.results import ALL, Results, ResultsError, read


@dataclass(frozen=True)
class Figure:
    """A measured value or ratio: a sample for each round."""

    samples: list[float]
    unit: str
    """One of the units of ``results``, or "ratio"."""
    results: Results
    """Where it comes from: the machine, the versions, the date."""

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.samples)

    @property
    def is_no_difference(self) -> bool:
        """Whether it is a ratio whose rounds do not agree on which of the two is greater."""
        return self.unit == "ratio" and min(self.samples) <= 1 <= max(self.samples)


def find(reference: str, folder: Path) -> Figure:
    """Return what a reference names; raise ``ResultsError`` if it was not measured."""
    above, *below = (_value(name.strip(), folder) for name in reference.split("/"))
    if not below:
        return above
    if len(below) > 1:
        raise ResultsError(f"“{reference}” is no ratio of two values.")
    if above.unit != below[0].unit:
        raise ResultsError(f"“{reference}” compares {above.unit} with {below[0].unit}.")
    return _ratio(above, below[0], reference)


def ratio_of(results: Results, measure: str, kind: str, base: str) -> Figure:
    """Return the ratio of two kinds; raise ``ResultsError`` if a sample of the base is 0."""
    unit = results.measures[measure].unit
    above, below = (Figure(results.samples(measure, it), unit, results) for it in (kind, base))
    return _ratio(above, below, f"{kind} / {base}")


def _ratio(above: Figure, below: Figure, reference: str) -> Figure:
    pairs = zip(above.samples, below.samples, strict=False)
    try:
        return Figure([a / b for a, b in pairs], "ratio", above.results)
    except ZeroDivisionError:
        raise ResultsError(f"“{reference}” divides by a sample that is 0.") from None


def _value(name: str, folder: Path) -> Figure:
    parts = name.split(".", maxsplit=3)
    if len(parts) < 3 or not all(part.replace("_", "").isalnum() for part in parts[:3]):
        raise ResultsError(f"“{name}” is no measured value; write EXPERIMENT.MEASURE.KIND.")
    experiment, measure, kind, *point = parts
    results = load(experiment, folder)
    samples = results.samples(measure, kind, point[0] if point else ALL)
    return Figure(samples, results.measures[measure].unit, results)


def load(experiment: str, folder: Path) -> Results:
    """Return what an experiment measured; raise ``ResultsError`` with the command that measures."""
    path = folder / f"{experiment}.json"
    if not path.is_file():
        command = f"python -m switchpoint measure {experiment}"
        raise ResultsError(f"{folder.name}/{path.name} is missing; run {command}")
    return read(path)
