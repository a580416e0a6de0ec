"""Compare two measured kinds: their ratio, and whether a claim about it holds.

The ratio is taken in each round, so that what slows the whole machine in a round does not count.
Whether a claim holds is decided by all of the rounds, not by medians: if they do not agree on which
of the two is greater, no difference is seen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import Literal

from switchpoint.measuring.results import ALL, Results

NEAR = 1.25
"""A smaller ratio is no difference, even if all rounds agree on it."""


@dataclass(frozen=True)
class Ratio:
    """The ratio of two kinds: the median of the rounds, the least and the greatest."""

    middle: float
    least: float
    most: float


@dataclass(frozen=True)
class Claim:
    """A sentence of the site, and the measurement that it rests on."""

    name: str
    sentence: str
    """What is no longer true when the claim does not hold."""
    measure: str
    """Of which experiment, and what: "create/time"."""
    ours: str
    """A kind, and a point where there are several: "thread" or "thread@100"."""
    other: str
    relation: Literal["more", "less", "same"] = "more"
    times: float = 1
    """The factor by which ours must be greater (or less) than the other."""
    within: float = 3
    """How far the ratio may leave the recorded spread, as a factor; other machines differ."""

    @property
    def experiment(self) -> str:
        """Return the name of the experiment."""
        return self.measure.partition("/")[0]

    def ratio(self, results: Results) -> Ratio:
        """Return ours divided by the other; raise ``ResultsError`` if one was not measured."""
        ours, other = self._samples(results, self.ours), self._samples(results, self.other)
        ratios = [_divided(*pair) for pair in zip(ours, other, strict=False)]
        return Ratio(median(ratios), min(ratios), max(ratios))

    def holds(self, ratio: Ratio) -> bool:
        """Tell whether all rounds are on the claimed side."""
        if self.relation == "more":
            return ratio.least > self.times
        if self.relation == "less":
            return ratio.most < self.times
        return ratio.least <= 1 <= ratio.most or 1 / NEAR < ratio.middle < NEAR

    def is_like(self, now: Ratio, recorded: Ratio) -> bool:
        """Tell whether a ratio is within the recorded spread, widened by what is allowed."""
        if now.middle == recorded.middle:  # both may be infinite
            return True
        return recorded.least / self.within <= now.middle <= recorded.most * self.within

    def _samples(self, results: Results, side: str) -> list[float]:
        kind, _, point = side.partition("@")
        return results.samples(self.measure.partition("/")[2], kind, point or ALL)


def _divided(dividend: float, divisor: float) -> float:
    """Divide; 0 / 0 is 1, and any other number divided by 0 is infinite."""
    if divisor:
        return dividend / divisor
    return math.inf if dividend else 1
