"""A small measurement with a few samples that are easy to reckon with."""

from __future__ import annotations

from pathlib import Path

import pytest

from switchpoint.measuring.results import Measure, Points, Results


def results(experiment: str, parameter: str, measures: dict[str, Measure]) -> Results:
    return Results(
        experiment=experiment,
        date="2026-11-26",
        machine="Linux, 2 × AMD EPYC",
        python="CPython 3.13.0",
        versions={"gevent": "26.9.0", "greenlet": "3.5.6"},
        load=(0.5, 1.25),
        quick=False,
        rounds=3,
        parameter=parameter,
        measures=measures,
        missing={},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with three experiments, two of them with a parameter."""
    time: dict[str, Points] = {
        "call": {"all": [4e-8, 5e-8, 6e-8]},
        "generator": {"all": [8e-8, 9e-8, 4.8e-7]},
        "greenlet": {"all": [5e-8, 5e-8, 5e-8]},
    }
    memory: dict[str, Points] = {
        "greenlet": {"all": [6011, 6011, 6011]},
        "none": {"all": [0, 0, 0]},
    }
    switch = {"time": Measure("s", time), "memory": Measure("bytes", memory)}
    waiting: dict[str, Points] = {
        "thread": {"1": [1.0, 1.001, 1.01], "1000": [1.5, 1.3, 1.4]},
        "gevent": {"1": [1.0, 1.0, 1.0]},
    }
    ticks = {
        "thread": {"sleep": [1.0], "3.13": [0.5]},
        "gevent": {"sleep": [0.0], "3.13": [0.25]},
    }
    written = [
        results("switch", "", switch),
        results("waiting", "connections", {"time": Measure("s", waiting)}),
        results("blocking", "call", {"ticks": Measure("share", ticks)}),
    ]
    for it in written:
        (tmp_path / f"{it.experiment}.json").write_text(it.write(), "utf-8")
    return tmp_path
