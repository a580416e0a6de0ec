"""Time what takes nanoseconds, with pyperf: it finds the number of loops, and warms up.

pyperf runs each kind in a process of its own. So a kind's sample does not depend on what ran
before it, and a round's samples lie a few seconds apart.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

import pyperf

from switchpoint.measuring import samples

_HOW: dict[samples.Size, list[str]] = {
    "full": ["--processes=1", "--warmups=1", "--values=3", "--min-time=0.05"],
    "quick": ["--processes=1", "--warmups=1", "--values=1", "--min-time=0.01"],
    "tiny": ["--debug-single-value"],
}

type Timed = Callable[[int], float]
"""Takes the number of loops, returns the seconds that they took."""


def time_kinds(module: str, doc: str | None, kinds: Mapping[str, Timed]) -> None:
    """Time one loop of each kind, and print the median of a few values as its sample."""
    if "--worker" not in sys.argv:
        size = samples.size_from_arguments(doc)
        sys.argv[1:] = [*_HOW[size], "--quiet", "--inherit-environ=PATH,HOME,TMPDIR"]
    runner = pyperf.Runner(program_args=("-m", module))
    for kind, function in kinds.items():
        benchmark = runner.bench_time_func(kind, function)
        if benchmark and not runner.args.worker:
            samples.note(kind, benchmark.median())
