"""A block that may not switch, and a test that notices if it does."""

from contextlib import contextmanager

import gevent

stock = {"tea": 1}


@contextmanager
def no_switch():
    watcher = gevent.spawn(int)  # runs as soon as the hub has a turn
    yield
    switched = watcher.ready()
    watcher.kill()
    assert not switched, "somebody else could run"


def log_to_memory(text):
    lines.append(text)


def log_over_network(text):
    gevent.sleep(0)
    lines.append(text)


lines = []
for log in log_to_memory, log_over_network:
    try:
        with no_switch():
            seen = stock["tea"]
            log("one more")
            stock["tea"] = seen + 1
        print("in one piece:", log.__name__)
    except AssertionError as error:
        print(f"{log.__name__}: {error}")
