"""Measures what a tab can: create one and run it, and switch there and back."""

import asyncio
import json
import platform
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from time import perf_counter
from typing import Any

import gevent
from greenlet import getcurrent, greenlet

ROUNDS = 5
SECONDS = 0.05  # a browser's clock is coarse, so each time is of many loops

type Timed = Callable[[int], float]
"""Returns the seconds that so many loops take."""


def nothing() -> None:
    """What is called, or run by a greenlet."""


def nothing_generator() -> Iterator[None]:
    """What a generator runs: it ends at the first ``next``."""
    return
    yield


async def nothing_async() -> None:
    """What a coroutine or a task runs."""


def coroutine() -> None:
    """Create a coroutine and run it to its end, without a loop."""
    with suppress(StopIteration):
        nothing_async().send(None)


def endless() -> Iterator[None]:
    """What a suspended generator runs."""
    while True:
        yield


def switches_back() -> None:
    """What a suspended greenlet runs."""
    while True:
        main.switch()


def each(run_one: Callable[[], object]) -> Timed:
    """Return what times a call, made in a loop."""

    def timed(loops: int) -> float:
        began = perf_counter()
        for _ in range(loops):
            run_one()
        return perf_counter() - began

    return timed


def each_awaited(make: Callable[[], Coroutine[Any, Any, None] | asyncio.Task[None]]) -> Timed:
    """Return what times an await, made in a loop within one run of asyncio's."""

    async def awaited(loops: int) -> float:
        began = perf_counter()
        for _ in range(loops):
            await make()
        return perf_counter() - began

    return lambda loops: asyncio.run(awaited(loops))


main = getcurrent()
EXPERIMENTS: dict[str, dict[str, Timed]] = {
    "create": {
        "call": each(nothing),
        "generator": each(lambda: next(nothing_generator(), None)),
        "coroutine": each(coroutine),
        "greenlet": each(lambda: greenlet(nothing).switch()),
        "gevent": each(lambda: gevent.spawn(nothing).join()),
        "asyncio": each_awaited(lambda: asyncio.create_task(nothing_async())),
    },
    "switch": {
        "call": each(nothing),
        "generator": each(endless().__next__),
        "greenlet": each(greenlet(switches_back).switch),
        "gevent_sleep": each(lambda: gevent.sleep(0)),
        "asyncio_sleep": each_awaited(lambda: asyncio.sleep(0)),
    },
}


def enough_loops(timed: Timed) -> int:
    """Warm up, until one round is long enough for the clock."""
    loops = 100
    while timed(loops) < SECONDS:
        loops *= 2
    return loops


for experiment, kinds in EXPERIMENTS.items():
    loops = {kind: enough_loops(timed) for kind, timed in kinds.items()}
    samples: dict[str, dict[str, list[float]]] = {kind: {"all": []} for kind in kinds}
    for _ in range(ROUNDS):
        for kind, timed in kinds.items():  # in turn, so that a ratio is of one round
            samples[kind]["all"].append(timed(loops[kind]) / loops[kind])
    results = {
        "format": 1,
        "experiment": experiment,
        "date": "",
        "machine": platform.machine(),
        "python": platform.python_version(),
        "measures": {"time": {"unit": "s", "kinds": samples}},
    }
    print(json.dumps(results))
