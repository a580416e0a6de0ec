"""Measurements of the first output, as the page shows them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from switchpoint.pages.speed_tables import Figure, Measured, figures, page_tables
from switchpoint.tracing.words import Language

MEASURED = Measured(
    date="2026-11-24",
    machine="Linux, 2 × Some processor",
    browser="Chromium 156",
    load=(1.5, 12.0),
    rounds=3,
    titles={"switchpoint": "Switchpoint", "floor": "The floor", "fast": "Fast", "slow": "Slow"},
    systems={
        "switchpoint": {
            "click": [600.0, 2000.0, 700.0],
            "arrive": [1000.0, 3000.0, 1200.0],
            "again": [14.0, 30.0, 15.0],
            "longest-own": [0.0, 0.0, 61.0],
            "longest-theme": [120.0, 110.0, 130.0],
            "after": [5_250_000.0] * 3,
        },
        "floor": {"click": [4000.0, 8000.0, 4000.0], "arrive": [3000.0, 9000.0, 3000.0]},
        "fast": {"click": [20.0, 20.0, 20.0], "arrive": [2000.0, 6000.0, 2000.0]},
        "slow": {"arrive": [4000.0, 9000.0, 4000.0]},
    },
)


def found(measured: Measured) -> dict[str, Figure]:
    return {figure.key: figure for figure in figures(measured)}


def test_ratios_are_of_visits_in_the_same_round() -> None:
    assert found(MEASURED)["click"].rounds == [0.15, 0.25, 0.175]
    assert found(MEASURED)["arrive"].rounds == [0.5, 0.5, 0.6]  # against the fast peer


def test_what_was_not_measured_is_no_figure() -> None:
    measured = {"click", "arrive", "again", "longest-own", "longest-theme", "after"}
    assert found(MEASURED).keys() == measured
    assert figures(replace(MEASURED, systems={})) == []


def test_written_and_read_it_is_the_same() -> None:
    assert Measured.read(MEASURED.write()) == MEASURED


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "en",
            "| Arriving on the page to first output, against the best peer (Fast) |"
            " **0.50 ×** (0.50 × – 0.60 ×) |",
        ),
        (
            "zh",
            "| 从打开页面到首个输出，与最快的同类（Fast）之比 | **0.50 ×** (0.50 × – 0.60 ×) |",
        ),
    ],
)
def test_tables_in_both_languages(language: Language, line: str) -> None:
    text = page_tables(MEASURED, language)
    assert line in text.splitlines()
    assert "2026-11-24" in text and "2 × Some processor" in text and "12" in text
    own = "| Switchpoint | **700** (600 – 2,000) | **1,200** (1,000 – 3,000)"
    assert any(row.startswith(own) for row in text.splitlines())


def test_a_task_too_short_to_be_reported_is_not_called_none() -> None:
    assert "| **< 50 ms** (< 50 ms – 61 ms) |" in page_tables(MEASURED, "en")


def test_a_figure_that_was_not_measured_is_a_dash() -> None:
    assert "| Slow | – | **4,000** (4,000 – 9,000) | – |" in page_tables(MEASURED, "en")
