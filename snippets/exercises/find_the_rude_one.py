"""Solution: test each handler; pause cooperatively by default."""

import gevent
from gevent.queue import Queue
from gevent.util import assert_switches


def retry(step, times=2, pause=gevent.sleep):
    for _ in range(times):
        step()
        pause(0.2)


def fetch():
    gevent.with_timeout(0.2, Queue().get, timeout_value=None)


def charge():
    retry(list)


def notify():
    retry(list)


def blocks(handler):
    """Call the handler; tell whether it let nobody else run."""
    try:
        with assert_switches():
            handler()
    except AssertionError:
        return True
    return False


handlers = fetch, charge, notify
print("rude:", [it.__name__ for it in handlers if blocks(it)])
