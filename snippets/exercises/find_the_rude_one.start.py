"""Exercise: find the handler that blocks, and let it give way."""

import time

import gevent
from gevent.queue import Queue


def retry(step, times=2, pause=time.sleep):
    for _ in range(times):
        step()
        pause(0.2)


def fetch():
    gevent.with_timeout(0.2, Queue().get, timeout_value=None)


def charge():
    retry(list)


def notify():
    retry(list, pause=gevent.sleep)


def blocks(handler):
    """Call the handler; tell whether it let nobody else run."""
    handler()
    return False  # a first guess


handlers = fetch, charge, notify
print("rude:", [it.__name__ for it in handlers if blocks(it)])
