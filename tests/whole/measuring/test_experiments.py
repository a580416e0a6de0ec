"""Every experiment, as small as it can be: it runs, and its results can be written and read."""

from __future__ import annotations

import pytest

from switchpoint.measuring.catalogue import EXPERIMENTS
from switchpoint.measuring.measure import run_experiment
from switchpoint.measuring.results import parse
from switchpoint.measuring.run import Sample

KINDS = {
    "create": "call generator coroutine greenlet gevent asyncio thread process",
    "destroy": "generator coroutine greenlet gevent asyncio thread process",
    "switch": "call generator greenlet gevent_sleep asyncio_sleep thread_lock thread_queue",
    "memory": "generator coroutine asyncio greenlet gevent thread process",
    "saved_stack": "python through_c",
    "waiting": "thread gevent asyncio selectors",
    "short_waits": "thread gevent asyncio selectors",
    "computing": "thread gevent asyncio process thread_c",
    "blocking": "thread gevent asyncio",
    "lost_updates": "plus_equals plus_a_call",
    "three_requests": "patched unpatched",
}
"""What each measures on any machine; some also ``thread_free``."""


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_it_runs_and_its_results_can_be_read(name: str) -> None:
    seen: list[Sample] = []
    experiment = EXPERIMENTS[name]
    results = run_experiment(name, experiment, "tiny", lambda _, sample: seen.append(sample))
    assert parse(results.write()).write() == results.write()
    assert results.quick
    assert results.measures.keys() == experiment.units.keys()
    for measure in results.measures.values():
        assert set(KINDS[name].split()) <= measure.kinds.keys()
        for points in measure.kinds.values():
            assert all(len(samples) == 1 for samples in points.values())
            assert bool(experiment.parameter) == ("all" not in points)
    assert len(seen) == sum(
        len(points) for measure in results.measures.values() for points in measure.kinds.values()
    )


def test_the_list_is_whole() -> None:
    assert KINDS.keys() == EXPERIMENTS.keys()
