"""Turn a fence that names an experiment and a measure into a chart, and a table behind it.

    ```measured
    switch time
    ```

Names of kinds after the measure choose some of them, in that order.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from statistics import median

from switchpoint.measuring.results import ALL, Results, ResultsError
from switchpoint.pages.measured import chart
from switchpoint.pages.measured.reference import Figure, load
from switchpoint.pages.measured.show import number, show_spread, where
from switchpoint.tracing.words import Language, words


def check(text: str, folder: Path) -> None:
    """Raise ``ResultsError`` when the fence names something that was not measured."""
    _chosen(text, folder)


def render(text: str, folder: Path, language: Language) -> str:
    """Return a figure with chart, table and source; raise ``ResultsError`` like ``check``."""
    results, measure, kinds = _chosen(text, folder)
    table = _table(results, measure, kinds, language)
    say = words(language, "measured")
    labels = {kind: kind_name(kind, language) for kind in kinds}
    parameter = say[results.parameter] if results.parameter else ""
    drawing = chart.draw(results.measures[measure], labels, parameter, language)
    caption = f"<figcaption>{escape(where(results, language))}</figcaption>"
    return (
        f'<figure class="measured" data-measured="{escape(" ".join(text.split()))}">'
        f"{drawing}{caption}<details><summary>{say['numbers']}</summary>{table}</details></figure>"
    )


def kind_name(kind: str, language: Language) -> str:
    """Return what a kind is called on pages."""
    return words(language, "measured_kinds").get(kind, kind.replace("_", " "))


def _chosen(text: str, folder: Path) -> tuple[Results, str, list[str]]:
    experiment, *rest = text.split() or [""]
    if not rest:
        raise ResultsError(f"“{text}” names no measure; write EXPERIMENT MEASURE.")
    results = load(experiment, folder)
    measure, *kinds = rest
    for kind in kinds or [""]:
        if kind or measure not in results.measures:
            results.points(measure, kind)  # raises for a name that is not there
    return results, measure, kinds or list(results.measures[measure].kinds)


def _table(results: Results, measure: str, kinds: list[str], language: Language) -> str:
    """Return a row for each kind; with a parameter, a row for each point and a column a kind."""
    say = words(language, "measured")
    found = results.measures[measure]

    def figure(kind: str, point: str) -> Figure:
        return Figure(found.kinds[kind][point], found.unit, results)

    def middle(kind: str, point: str) -> str:
        return number(median(found.kinds[kind][point]), found.unit, language)

    if not results.parameter:
        head = [say["kind"], say["median"], say["spread"]]
        rows = [
            [kind_name(kind, language), middle(kind, ALL), show_spread(figure(kind, ALL), language)]
            for kind in kinds
        ]
        return _html_table(head, rows)
    head = [say[results.parameter], *(kind_name(kind, language) for kind in kinds)]
    points = dict.fromkeys(point for kind in kinds for point in found.kinds[kind])
    rows = [
        [point, *(middle(kind, point) if point in found.kinds[kind] else "–" for kind in kinds)]
        for point in points
    ]
    return _html_table(head, rows)


def _html_table(head: list[str], rows: list[list[str]]) -> str:
    """Return a table whose first column names its rows."""
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
        for first, *cells in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"
