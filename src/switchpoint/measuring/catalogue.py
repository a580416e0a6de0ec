"""The list of the experiments: how often each is run, how long it may take, what it measures."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Experiment:
    """One program of ``experiments/``."""

    rounds: int
    quick_rounds: int
    seconds: float
    """What one round takes, about; the progress bar goes by it."""
    time_limit: float = 120
    """Seconds after which a round is ended."""
    parameter: str = ""
    """What the points are, if there is more than one."""
    units: dict[str, str] = field(default_factory=lambda: {"time": "s"})
    """The unit of each measure."""


EXPERIMENTS = {
    "switch": Experiment(rounds=5, quick_rounds=2, seconds=9),
}
