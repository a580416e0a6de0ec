"""A queue hands items from one greenlet to another."""

import gevent
from gevent.queue import Queue

queue = Queue(maxsize=1)


def produce():
    for item in range(2):
        queue.put(item)
        print("put", item)


def consume():
    for _ in range(2):
        print("got", queue.get())


gevent.joinall([gevent.spawn(produce), gevent.spawn(consume)])
