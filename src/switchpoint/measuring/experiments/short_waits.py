"""Measure what it costs when connections ask ten times for an answer that takes 20 milliseconds."""

from __future__ import annotations

from switchpoint.measuring.experiments.network.watch import measure
from switchpoint.measuring.samples import size_from_arguments

CONNECTIONS = {"full": (1, 10, 100, 1000), "quick": (100,), "tiny": (2,)}

if __name__ == "__main__":
    size = size_from_arguments(__doc__)
    measure(CONNECTIONS[size], requests=10, seconds=0.001 if size == "tiny" else 0.02)
