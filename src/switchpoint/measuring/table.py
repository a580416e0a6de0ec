"""What was measured, as tables in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from rich.table import Table

from switchpoint.measuring.check import Verdict, digits, shown
from switchpoint.measuring.results import ALL, Measure, Points, Results

_STEPS = {
    "s": ((1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")),
    "bytes": ((2**20, "MiB"), (2**10, "KiB"), (1, "B")),
    "share": ((0.01, "%"),),
    "count": ((1, ""),),
}
"""The units that a number is shown in, the greatest first."""


def tables(results: Results) -> Iterator[Table]:
    """Return a table for each measure: a row for each kind, a column for each point."""
    for name, measure in results.measures.items():
        yield _table(f"{results.experiment}: {name}", results.parameter, measure)


def verdict_table(verdicts: list[Verdict]) -> Table:
    """Return a table of claims, with the recorded ratio and the one of now."""
    table = Table("claim", "recorded", "now", "", title="claims", title_justify="left")
    for it in verdicts:
        style = "" if it.problem is None else "red"
        row = (it.claim.sentence, shown(it.recorded), shown(it.now), it.outcome)
        table.add_row(*row, style=style)
    return table


def number(value: float, unit: str) -> str:
    """Return a number with a unit that leaves it few digits."""
    steps = _STEPS[unit]
    size, name = next((it for it in steps if abs(value) >= it[0]), steps[-1])
    scaled = value / size
    digits = f"{scaled:.0f}" if abs(scaled) >= 100 else f"{scaled:.3g}"
    return f"{digits} {name}".rstrip()


def _table(title: str, parameter: str, measure: Measure) -> Table:
    columns = list(dict.fromkeys(point for it in measure.kinds.values() for point in it))
    table = Table(parameter, title=title, title_justify="left")
    single = columns == [ALL]
    for column in ["median (least – greatest)", "ratio"] if single else columns:
        table.add_column(column, justify="right")
    first = next(iter(measure.kinds.values()), {})
    for kind, points in measure.kinds.items():
        cells = [_cell(points, column, measure.unit) for column in columns]
        if single:
            cells.append(f"{digits(median(points[ALL]) / (median(first[ALL]) or 1))} ×")
        table.add_row(kind, *cells)
    return table


def _cell(points: Points, column: str, unit: str) -> str:
    if column not in points:
        return "–"
    samples = points[column]
    middle, least, most = (number(f(samples), unit) for f in (median, min, max))
    return middle if least == most else f"{middle} ({least} – {most})"
