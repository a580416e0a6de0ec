"""Compare what is measured now with what is recorded, claim by claim."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from switchpoint.measuring.claims import CLAIMS
from switchpoint.measuring.compare import Claim, Ratio
from switchpoint.measuring.results import Results, ResultsError, read

type Outcome = Literal["holds", "overlaps", "fails", "changed", "not measured"]


@dataclass(frozen=True)
class Verdict:
    """What became of one claim."""

    claim: Claim
    recorded: Ratio
    now: Ratio | None
    """None if this run has not measured it."""
    outcome: Outcome

    @property
    def problem(self) -> str | None:
        """Return one sentence if the claim does not stand as the site has it."""
        claim, ratios = self.claim, f"recorded is {shown(self.recorded)}, now it is"
        said = {
            "fails": f"It no longer holds that {claim.sentence}",
            "overlaps": f"It is not seen this time that {claim.sentence}",
            "changed": f"It holds, but not by the recorded ratio, that {claim.sentence}",
        }.get(self.outcome)
        return said and f"{claim.name}: {said}; {ratios} {shown(self.now)}."


def recorded_results(folder: Path, name: str) -> Results:
    """Read the recorded file of an experiment; raise ``ResultsError`` if it is another one's."""
    path = folder / f"{name}.json"
    results = read(path)
    if results.experiment != name:
        raise ResultsError(f"{path} holds the experiment “{results.experiment}”.")
    return results


def compare(recorded: Mapping[str, Results], now: Mapping[str, Results]) -> list[Verdict]:
    """Return the verdict on each claim about what was measured now.

    Raises ``ResultsError`` for a claim that the recorded files do not have.
    """
    return [
        _verdict(claim, claim.ratio(recorded[claim.experiment]), now[claim.experiment])
        for claim in CLAIMS
        if claim.experiment in now
    ]


def shown(ratio: Ratio | None) -> str:
    """Return a ratio, and its spread if it has one."""
    if ratio is None:
        return "–"
    middle, least, most = (digits(it) for it in (ratio.middle, ratio.least, ratio.most))
    return f"{middle} ×" if least == most else f"{middle} × ({least} – {most})"


def digits(ratio: float) -> str:
    """Return a ratio with few digits."""
    if math.isinf(ratio):
        return "∞"
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.3g}"


def _verdict(claim: Claim, recorded: Ratio, results: Results) -> Verdict:
    try:
        now = claim.ratio(results)
    except ResultsError:  # a quick run has fewer points, and some machines miss a kind
        return Verdict(claim, recorded, None, "not measured")
    return Verdict(claim, recorded, now, _outcome(claim, recorded, now))


def _outcome(claim: Claim, recorded: Ratio, now: Ratio) -> Outcome:
    same = claim.relation == "same"
    within_recorded = recorded.least <= now.middle <= recorded.most
    if not (claim.holds(now) or (same and within_recorded)):
        overlaps = not same and now.least <= claim.times <= now.most
        return "overlaps" if overlaps else "fails"
    return "holds" if claim.is_like(now, recorded) else "changed"
