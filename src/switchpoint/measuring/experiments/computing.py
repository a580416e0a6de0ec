"""Measure how long one job of pure computing takes when 1, 2 or 4 workers share it.

The job has four pieces. Threads compute in Python, and also in C code that releases the GIL.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from time import perf_counter

import gevent

from switchpoint.measuring.pythons import all_pythons
from switchpoint.measuring.samples import note, note_missing, size_from_arguments

WORKERS = (1, 2, 4)
PIECES = 4

STEPS = {"full": 3_000_000, "quick": 500_000, "tiny": 1000}
"""Of the computation of one piece in Python."""

BYTES = {"full": 100_000_000, "quick": 20_000_000, "tiny": 100_000}
"""That one piece in C computes a digest of."""


def compute(pieces: int, steps: int) -> None:
    """Compute in Python."""
    for _ in range(pieces):
        number = 1
        for _ in range(steps):
            number = number * 3 % 1000003


def greenlets(workers: int, steps: int) -> None:
    """Compute in Greenlets of gevent."""
    gevent.joinall([gevent.spawn(compute, PIECES // workers, steps) for _ in range(workers)])


def tasks(workers: int, steps: int) -> None:
    """Compute in tasks of asyncio."""

    async def one() -> None:
        compute(PIECES // workers, steps)

    async def main() -> None:
        await asyncio.gather(*(one() for _ in range(workers)))

    asyncio.run(main())


def processes(workers: int, steps: int) -> None:
    """Compute in forked processes."""
    context = get_context("fork")
    started = [
        context.Process(target=compute, args=(PIECES // workers, steps)) for _ in range(workers)
    ]
    for one in started:
        one.start()
    for one in started:
        one.join()


def threads_in_c(workers: int, count: int) -> None:
    """Compute digests in threads; ``hashlib`` releases the GIL meanwhile."""
    data = bytes(count)
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(hashlib.sha256, [data] * PIECES))


def timed(function: Callable[[int, int], None], workers: int, amount: int) -> float:
    """Return the seconds that a call takes."""
    began = perf_counter()
    function(workers, amount)
    return perf_counter() - began


def main() -> None:
    """Measure each kind with each number of workers."""
    size = size_from_arguments(__doc__)
    this, *others = all_pythons()
    free = next((it for it in others if it.version.endswith("t")), None)
    if free is None:
        note_missing("thread_free", "no free-threaded Python was found")
    if (os.cpu_count() or 1) < 2:
        note_missing("2", "this machine has one processor, so nothing can run side by side")
    for workers in WORKERS:
        arguments = (workers, PIECES, STEPS[size])
        note("thread", float(this.run("computing.py", *arguments)), point=workers)
        if free:
            note("thread_free", float(free.run("computing.py", *arguments)), point=workers)
        note("gevent", timed(greenlets, workers, STEPS[size]), point=workers)
        note("asyncio", timed(tasks, workers, STEPS[size]), point=workers)
        note("process", timed(processes, workers, STEPS[size]), point=workers)
        note("thread_c", timed(threads_in_c, workers, BYTES[size]), point=workers)


if __name__ == "__main__":
    main()
