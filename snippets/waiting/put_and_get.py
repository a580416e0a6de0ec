"""put waits while the queue is full, get while it is empty."""

import gevent
from gevent.queue import Queue

items = Queue(maxsize=2)


def produce():
    for n in 1, 2, 3, 4, 5:
        items.put(n)
        print("put", n)
    items.put(StopIteration)  # the end, for whoever loops over it


def consume():
    for n in items:
        print("    got", n)


gevent.joinall([gevent.spawn(produce), gevent.spawn(consume)])
