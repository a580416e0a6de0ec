"""A fence that names a measure becomes a table of all its kinds, with where it was measured."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from switchpoint.measuring.results import ResultsError
from switchpoint.pages.measured import block


def rows(text: str, folder: Path) -> list[list[str]]:
    figure = ElementTree.fromstring(block.render(text, folder, "en"))
    return [["".join(cell.itertext()) for cell in row] for row in figure.iterfind(".//tr")]


def test_each_kind_has_a_row(folder: Path) -> None:
    assert rows("switch time", folder) == [
        ["What", "Median", "Least – greatest", "Against function call"],
        ["function call", "50 ns", "40 ns – 60 ns", ""],
        ["generator", "90 ns", "80 ns – 480 ns", "2.0 times"],
        ["greenlet", "50 ns", "50 ns", "no difference seen"],
    ]


def test_kinds_are_chosen_in_their_order(folder: Path) -> None:
    assert [row[0] for row in rows("switch time greenlet call", folder)] == [
        "What",
        "greenlet",
        "function call",
    ]


def test_with_a_parameter_each_point_has_a_row(folder: Path) -> None:
    assert rows("waiting time", folder) == [
        ["Connections", "thread", "gevent Greenlet"],
        ["1", "1.0 s", "1.0 s"],
        ["1000", "1.4 s", "–"],
    ]


def test_cells_name_their_place_in_the_chart(folder: Path) -> None:
    def cells(text: str) -> list[dict[str, str]]:
        figure = ElementTree.fromstring(block.render(text, folder, "en"))
        return [cell.attrib for cell in figure.iterfind(".//td[@data-kind]")]

    assert cells("switch time")[:3] == [
        {"data-kind": "call", "data-point": "all", "data-across": "14"},
        {"data-kind": "generator", "data-point": "all", "data-across": "42"},
        {"data-kind": "generator", "data-point": "all", "data-base": "call"},
    ]
    assert cells("waiting time")[-1] == {
        "data-kind": "thread",
        "data-point": "1000",
        "data-across": "336",
    }
    assert not any("data-across" in cell for cell in cells("blocking ticks"))


def test_it_says_where_it_was_measured(folder: Path) -> None:
    figure = ElementTree.fromstring(block.render("switch time", folder, "zh"))
    assert (figure.findtext("figcaption") or "").startswith("测于 2026-11-26：Linux, 2 × AMD EPYC")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "“” names no measure; write EXPERIMENT MEASURE."),
        ("switch", "“switch” names no measure; write EXPERIMENT MEASURE."),
        ("switch weight", "switch has no measure “weight”; it has time, memory."),
        ("switch time fibre", "switch has no kind “fibre”; it has call, generator, greenlet."),
    ],
)
def test_what_is_not_there_is_refused_in_one_sentence(folder: Path, text: str, said: str) -> None:
    with pytest.raises(ResultsError) as error:
        block.check(text, folder)
    assert str(error.value) == said
