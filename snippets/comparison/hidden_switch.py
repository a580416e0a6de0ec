"""Three greenlets add to a total, and note each step in a log."""

import gevent
from gevent.queue import Queue

log = Queue(maxsize=1)
total = 0


def note(text):
    log.put(text)  # waits, and so switches, while the queue is full


def add():
    global total
    for _ in range(4):
        seen = total
        note("adding")
        total = seen + 1


def write():
    for _ in range(12):
        log.get()


adders = [gevent.spawn(add) for _ in range(3)]
gevent.joinall([*adders, gevent.spawn(write)])
print("12 additions, total:", total)
