"""The format of what an experiment measured: what is written is read, what is wrong is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from switchpoint.measuring.catalogue import EXPERIMENTS
from switchpoint.measuring.results import Measure, Results, ResultsError, parse, read

FOLDER = Path(__file__).parents[3] / "measurements"

RESULTS = Results(
    experiment="waiting",
    date="2026-11-26",
    machine="Linux, 2 × CPU",
    python="CPython 3.13.0",
    versions={"gevent": "26.9.0"},
    load=(0.5, 1.25),
    quick=False,
    rounds=3,
    parameter="connections",
    measures={
        "time": Measure(
            "s", {"threads": {"1": [0.0000012345678, 1, 2], "10": [3, 5, 4]}, "gevent": {"1": [9]}}
        )
    },
    missing={"threads_3.14t": "no free-threaded Python was found"},
)


def test_what_is_written_is_read() -> None:
    text = RESULTS.write()
    assert '"1": [1.235e-06, 1, 2]' in text
    assert parse(text).write() == text
    assert parse(text).load == (0.5, 1.25)


def test_a_sample_is_found_by_its_names() -> None:
    assert RESULTS.samples("time", "threads", "10") == [3, 5, 4]
    for names, said in {
        ("memory", "threads", "1"): "waiting has no measure “memory”; it has time.",
        ("time", "asyncio", "1"): "waiting has no kind “asyncio”; it has threads, gevent.",
        ("time", "threads", "2"): "waiting has no point “2”; it has 1, 10.",
    }.items():
        with pytest.raises(ResultsError, match=f"^{said}$"):
            RESULTS.samples(*names)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": 2}, "Its format is 2; this program reads 1."),
        ({"rounds": "5"}, "The field “rounds” has a wrong type."),
        ({"versions": {"gevent": 26}}, "The field “versions” holds something that is not text."),
        ({"load": [1]}, "The field “load” is not two numbers."),
        ({"load": [1, "2"]}, "load holds '2', which is not a number."),
        ({"measures": {"time": 3}}, "The measure “time” has no kinds."),
        (
            {"measures": {"time": {"unit": "miles", "kinds": {}}}},
            "The measure “time” has the unknown unit 'miles'.",
        ),
        (
            {"measures": {"time": {"unit": "s", "kinds": {"call": {}}}}},
            "The kind “call” of “time” has no points.",
        ),
        (
            {"measures": {"time": {"unit": "s", "kinds": {"call": {"all": []}}}}},
            "The point “all” of “call” has no samples.",
        ),
        (
            {"measures": {"time": {"unit": "s", "kinds": {"call": {"all": [True]}}}}},
            "time/call/all holds True, which is not a number.",
        ),
    ],
)
def test_a_wrong_field_is_refused_in_one_sentence(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ResultsError) as caught:
        parse(json.dumps(json.loads(RESULTS.write()) | change))
    assert str(caught.value) == said


def test_each_field_is_needed() -> None:
    data = json.loads(RESULTS.write())
    for name in data:
        with pytest.raises(ResultsError, match=f"it has no field “{name}”"):
            parse(json.dumps({key: data[key] for key in data if key != name}))


@pytest.mark.parametrize("text", ["", "[]", "3", '{"date": 3}', '{"format": 1'])
def test_a_foreign_text_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(ResultsError, match=r"^This is not .*\.$"):
        parse(text)


def test_a_file_is_named_in_the_sentence(tmp_path: Path) -> None:
    path = tmp_path / "switch.json"
    with pytest.raises(ResultsError, match=r"switch\.json is not there\.$"):
        read(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ResultsError, match=r"switch\.json is not text\.$"):
        read(path)
    path.write_text("{}")
    with pytest.raises(ResultsError, match=r"switch\.json: This is not a measurement"):
        read(path)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_recorded_files_are_whole(name: str) -> None:
    results = read(FOLDER / f"{name}.json")
    assert results.experiment == name
    assert not results.quick
    assert results.measures.keys() == EXPERIMENTS[name].units.keys()
