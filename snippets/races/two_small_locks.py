"""A lock around each half does not hold the two halves together."""

import gevent
from gevent.lock import BoundedSemaphore

lock = BoundedSemaphore(1)
total = 0


def halves():
    global total
    with lock:
        seen = total
    gevent.sleep(0)  # what a log line may do
    with lock:
        total = seen + 1


def whole():
    global total
    with lock:
        seen = total
        gevent.sleep(0)
        total = seen + 1


for add in halves, whole:
    total = 0
    gevent.joinall([gevent.spawn(add) for _ in range(4)])
    print(f"4 additions, {add.__name__}: {total}")
