"""assert_switches fails if a block of code let nobody else run."""

import time

import gevent
from gevent.util import assert_switches

CALLS = {
    "gevent.sleep": lambda: gevent.sleep(0.2),
    "time.sleep": lambda: time.sleep(0.2),
    "computing": lambda: sum(range(100_000)),
}

for name, call in CALLS.items():
    try:
        with assert_switches():
            call()
        print("switches:", name)
    except AssertionError:
        print("   stays:", name)
