"""What prose names: the samples of a value, the ratios of a round, and names that are not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from switchpoint.measuring.results import ResultsError
from switchpoint.pages.measured.reference import find


def test_a_value_has_the_samples_of_its_kind(folder: Path) -> None:
    figure = find("switch.time.call", folder)
    assert (figure.samples, figure.unit, figure.middle) == ([4e-8, 5e-8, 6e-8], "s", 5e-8)
    assert figure.results.machine == "Linux, 2 × AMD EPYC"


def test_a_value_of_an_experiment_with_a_parameter_is_at_a_point(folder: Path) -> None:
    assert find("waiting.time.thread.1000", folder).middle == 1.4


def test_a_ratio_is_of_two_samples_of_one_round(folder: Path) -> None:
    figure = find("switch.time.generator / switch.time.call", folder)
    assert figure.samples == pytest.approx([2, 1.8, 8])
    assert not figure.is_no_difference


def test_rounds_that_do_not_agree_show_no_difference(folder: Path) -> None:
    assert find("switch.time.greenlet / switch.time.call", folder).is_no_difference


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("switch.time", "“switch.time” is no measured value; write EXPERIMENT.MEASURE.KIND."),
        ("switch.time.fibre", "switch has no kind “fibre”; it has call, generator, greenlet."),
        ("switch.weight.call", "switch has no measure “weight”; it has time, memory."),
        ("waiting.time.thread", "waiting has no point “all”; it has 1, 1000."),
        ("waiting.time.thread.7", "waiting has no point “7”; it has 1, 1000."),
        ("swich.time.call", "/swich.json is missing; run python -m switchpoint measure swich"),
        ("../etc.time.call", "“..” is no measured value; write EXPERIMENT.MEASURE.KIND."),
        ("switch.time.call / switch.memory.greenlet", "compares s with bytes."),
        ("switch.memory.greenlet / switch.memory.none", "divides by a sample that is 0."),
        (
            "switch.time.call / switch.time.call / switch.time.call",
            "“switch.time.call / switch.time.call / switch.time.call” is no ratio of two values.",
        ),
    ],
)
def test_what_is_not_there_is_refused_in_one_sentence(
    folder: Path, reference: str, said: str
) -> None:
    with pytest.raises(ResultsError) as error:
        find(reference, folder)
    assert str(error.value).endswith(said)
    assert "\n" not in str(error.value)
