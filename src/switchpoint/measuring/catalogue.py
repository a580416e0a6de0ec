"""The list of the experiments: how often each is run, how long it may take, what it measures."""

from __future__ import annotations

from dataclasses import dataclass, field

from switchpoint.measuring.samples import Size


@dataclass(frozen=True)
class Experiment:
    """One program of ``experiments/``."""

    rounds: int
    """At full size; there is one round at any other."""
    seconds: float
    """What one round takes, about; the progress bar goes by it."""
    time_limit: float = 120
    """Seconds after which a round is ended."""
    parameter: str = ""
    """What the points are, if there is more than one."""
    units: dict[str, str] = field(default_factory=lambda: {"time": "s"})
    """The unit of each measure."""

    def rounds_of(self, size: Size) -> int:
        """Return the number of rounds at this size."""
        return self.rounds if size == "full" else 1


_NETWORK_UNITS = {"time": "s", "memory": "bytes", "cpu": "s", "p50": "s", "p99": "s"}

EXPERIMENTS = {
    "create": Experiment(rounds=5, seconds=12),
    "destroy": Experiment(rounds=5, seconds=10),
    "switch": Experiment(rounds=5, seconds=10),
    "memory": Experiment(rounds=3, seconds=4, units={"resident": "bytes", "reserved": "bytes"}),
    "saved_stack": Experiment(rounds=3, seconds=0.5, parameter="depth", units={"saved": "bytes"}),
    "waiting": Experiment(
        rounds=5, seconds=55, time_limit=300, parameter="connections", units=_NETWORK_UNITS
    ),
    "short_waits": Experiment(rounds=5, seconds=10, parameter="connections", units=_NETWORK_UNITS),
    "computing": Experiment(rounds=5, seconds=15, parameter="workers"),
    "blocking": Experiment(rounds=5, seconds=18, parameter="call", units={"ticks": "share"}),
    "lost_updates": Experiment(rounds=5, seconds=3, parameter="python", units={"lost": "share"}),
    "three_requests": Experiment(rounds=5, seconds=5),
}
