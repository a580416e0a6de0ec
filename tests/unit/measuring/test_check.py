"""Claims: when one holds, and what ``measure --check`` says of one that does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from switchpoint.measuring.catalogue import EXPERIMENTS
from switchpoint.measuring.check import compare, recorded_results
from switchpoint.measuring.claims import CLAIMS
from switchpoint.measuring.compare import Claim, Ratio
from switchpoint.measuring.results import Measure, Results, ResultsError

RECORDED = Path(__file__).parents[3] / "measurements"

CLAIM = Claim("name", "a thread costs more", "create/time", "thread", "call", times=2)


def measured(**kinds: list[float]) -> Results:
    measure = Measure("s", {kind: {"all": samples} for kind, samples in kinds.items()})
    return Results(
        experiment="create",
        date="2026-11-26",
        machine="",
        python="",
        versions={},
        load=(0, 0),
        quick=False,
        rounds=3,
        parameter="",
        measures={"time": measure},
        missing={},
    )


def verdict(claim: Claim, recorded: Results, now: Results) -> tuple[str, str | None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("switchpoint.measuring.check.CLAIMS", (claim,))
        (found,) = compare({"create": recorded}, {"create": now})
    return found.outcome, found.problem


def test_a_ratio_is_taken_in_each_round() -> None:
    results = measured(thread=[8, 10, 12], call=[1, 2, 4])
    assert CLAIM.ratio(results) == Ratio(middle=5, least=3, most=8)
    assert CLAIM.ratio(measured(thread=[1], call=[0])).middle == float("inf")
    assert CLAIM.ratio(measured(thread=[0], call=[0])).middle == 1


@pytest.mark.parametrize(
    ("relation", "times", "spread", "holds"),
    [
        ("more", 1, (1.1, 2, 3), True),
        ("more", 1, (0.9, 2, 3), False),
        ("more", 2, (1.1, 3, 4), False),
        ("less", 10, (1, 2, 9), True),
        ("less", 10, (1, 2, 11), False),
        ("same", 1, (0.5, 2, 3), True),
        ("same", 1, (1.1, 1.2, 1.3), True),
        ("same", 1, (1.1, 1.4, 1.5), False),
        ("same", 1, (0.5, 0.6, 0.9), False),
    ],
)
def test_a_claim_holds_if_all_rounds_agree(
    relation: str, times: float, spread: tuple[float, float, float], holds: bool
) -> None:
    claim = Claim("", "", "create/time", "", "", relation, times)  # type: ignore[arg-type]
    least, middle, most = spread
    assert claim.holds(Ratio(middle, least, most)) is holds


def test_what_is_as_recorded_holds() -> None:
    now = measured(thread=[9, 10, 11], call=[1, 1, 1])
    assert verdict(CLAIM, now, now) == ("holds", None)


@pytest.mark.parametrize(
    ("thread", "outcome", "said"),
    [
        ([1, 1, 1.5], "fails", "name: It no longer holds that a thread costs more; recorded is"),
        ([1, 5, 9], "overlaps", "name: It is not seen this time that a thread costs more;"),
        ([500, 500, 500], "changed", "name: It holds, but not by the recorded ratio, that a"),
    ],
)
def test_what_differs_is_named(thread: list[float], outcome: str, said: str) -> None:
    recorded = measured(thread=[9, 10, 11], call=[1, 1, 1])
    found, problem = verdict(CLAIM, recorded, measured(thread=thread, call=[1, 1, 1]))
    assert found == outcome
    assert problem and problem.startswith(said)
    assert "recorded is 10 × (9 – 11), now it is" in problem


def test_a_round_within_the_recorded_spread_is_no_difference() -> None:
    claim = Claim("name", "they cost the same", "create/time", "thread", "call", "same")
    recorded = measured(thread=[0.7, 1, 1.4], call=[1, 1, 1])
    assert verdict(claim, recorded, measured(thread=[1.3], call=[1])) == ("holds", None)
    assert verdict(claim, recorded, measured(thread=[1.5], call=[1]))[0] == "fails"


def test_what_this_run_has_not_measured_is_no_problem() -> None:
    recorded = measured(thread=[9, 10, 11], call=[1, 1, 1])
    assert verdict(CLAIM, recorded, measured(call=[1])) == ("not measured", None)


def test_what_was_never_recorded_is_told() -> None:
    with pytest.raises(ResultsError, match="create has no kind “thread”; it has call"):
        verdict(CLAIM, measured(call=[1]), measured(thread=[9], call=[1]))


def test_a_claim_is_about_an_experiment_and_has_a_name_of_its_own() -> None:
    assert len({claim.name for claim in CLAIMS}) == len(CLAIMS)
    for claim in CLAIMS:
        experiment, _, measure = claim.measure.partition("/")
        assert measure in EXPERIMENTS[experiment].units


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_every_claim_holds_in_what_is_recorded(claim: Claim) -> None:
    ratio = claim.ratio(recorded_results(RECORDED, claim.experiment))
    assert claim.holds(ratio), ratio
