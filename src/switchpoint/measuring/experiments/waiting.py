"""Measure what it costs when many connections wait for one second each, all at once."""

from __future__ import annotations

from switchpoint.measuring.experiments.network.watch import measure
from switchpoint.measuring.samples import size_from_arguments

CONNECTIONS = {
    "full": (1, 10, 100, 1000, 5000, 10_000),
    "quick": (100, 1000),
    "tiny": (2,),
}

if __name__ == "__main__":
    size = size_from_arguments(__doc__)
    measure(CONNECTIONS[size], requests=1, seconds=0.01 if size == "tiny" else 1)
