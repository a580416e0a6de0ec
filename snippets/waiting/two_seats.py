"""A semaphore of two lets two in; the others wait in line."""

import gevent
from gevent.lock import BoundedSemaphore

seats = BoundedSemaphore(2)


def guest(name, turns):
    with seats:
        print(name, "sits down")
        for _ in range(turns):
            gevent.sleep(0)
        print(name, "leaves")


guests = [("a", 3), ("b", 1), ("c", 2), ("d", 1)]
gevent.joinall([gevent.spawn(guest, *each) for each in guests])
