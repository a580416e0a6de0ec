"""Turn a fence that names an experiment and a measure into a chart, and a table behind it.

    ```measured
    switch time
    ```

Names of kinds after the measure choose some of them, in that order.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from statistics import median

from switchpoint.measuring.results import ALL, Results, ResultsError
from switchpoint.pages.measured import chart
from switchpoint.pages.measured.reference import Figure, load, ratio_of
from switchpoint.pages.measured.show import kind_name, number, show, show_spread, where
from switchpoint.tracing.words import Language, words


def check(text: str, folder: Path) -> None:
    """Raise ``ResultsError`` when the fence names something that was not measured."""
    _chosen(text, folder)


def render(text: str, folder: Path, language: Language) -> str:
    """Return a figure with chart, table and source; raise ``ResultsError`` like ``check``."""
    results, measure, kinds = _chosen(text, folder)
    say = words(language, "measured")
    labels = {kind: kind_name(kind, language) for kind in kinds}
    parameter = say.get(results.parameter, results.parameter)
    drawn = chart.draw(results.measures[measure], labels, parameter, language)
    place = {
        "is_log": drawn.values.is_log,
        "domain": drawn.values.domain,
        "length": drawn.length,
        "is_upright": drawn.is_upright,
    }
    table = _table(results, measure, labels, drawn.across, language)
    return (
        f'<figure class="measured" data-measured="{escape(" ".join(text.split()))}"'
        f' data-search-exclude="" data-axis="{escape(json.dumps(place))}">{drawn.svg}'
        f"<figcaption>{escape(_caption(results, language))}</figcaption>"
        f"<details><summary>{say['numbers']}</summary>{table}</details></figure>"
    )


def _caption(results: Results, language: Language) -> str:
    """Return where and when it was measured, and what was not."""
    said = where(results, language)
    if not results.missing:
        return said
    missing = ", ".join(kind_name(kind, language) for kind in results.missing)
    return said + words(language, "measured")["missing"].format(kinds=missing)


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


def _table(
    results: Results,
    measure: str,
    labels: dict[str, str],
    across: dict[tuple[str, str], float],
    language: Language,
) -> str:
    """Return a row for each kind; with a parameter, a row for each point and a column a kind.

    A cell names its kind and point, and where they stand in the chart: compare.js adds to it.
    """
    say = words(language, "measured")
    found = results.measures[measure]

    def cell(kind: str, point: str) -> str:
        if point not in found.kinds[kind]:
            return "<td>–</td>"
        place = f' data-across="{across[kind, point]:g}"' if (kind, point) in across else ""
        shown = number(median(found.kinds[kind][point]), found.unit, language)
        return f'<td data-kind="{escape(kind)}" data-point="{escape(point)}"{place}>{shown}</td>'

    if results.parameter:
        points = dict.fromkeys(point for kind in labels for point in found.kinds[kind])
        rows = {
            kind_name(point, language): "".join(cell(kind, point) for kind in labels)
            for point in points
        }
        return _html_table([say.get(results.parameter, results.parameter), *labels.values()], rows)
    base = next(iter(labels))
    rows = {
        label: cell(kind, ALL)
        + f"<td>{show_spread(Figure(found.kinds[kind][ALL], found.unit, results), language)}</td>"
        + ("<td></td>" if kind == base else _ratio_cell(results, measure, kind, base, language))
        for kind, label in labels.items()
    }
    against = say["against"].format(kind=labels[base])
    return _html_table([say["kind"], say["median"], say["spread"], against], rows)


def _ratio_cell(results: Results, measure: str, kind: str, base: str, language: Language) -> str:
    try:
        ratio = ratio_of(results, measure, kind, base)
    except ResultsError:
        return "<td>–</td>"
    return (
        f'<td data-kind="{escape(kind)}" data-point="{ALL}" data-base="{escape(base)}">'
        f"{show(ratio, language)}</td>"
    )


def _html_table(head: list[str], rows: dict[str, str]) -> str:
    """Return a table with rows of finished cells by their names."""
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>' for name, cells in rows.items()
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"
