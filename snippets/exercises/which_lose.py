"""Solution: C and D switch between the read and the write."""

import gevent
from gevent.lock import BoundedSemaphore
from gevent.queue import Queue

predicted = "CD"
total, log, lock = 0, Queue(), BoundedSemaphore(1)


def one():
    gevent.sleep(0)
    return 1


def add(program):
    global total
    if program == "A":
        total = total + 1
        gevent.sleep(0)
    elif program == "B":
        seen = total
        log.put("adding")
        total = seen + 1
    elif program == "C":
        with lock:
            seen = total
        gevent.sleep(0)
        with lock:
            total = seen + 1
    else:
        total = total + one()


if not predicted:
    raise SystemExit("Predict first: which programs lose updates?")
for program in "ABCD":
    total = 0
    gevent.joinall([gevent.spawn(add, program) for _ in range(3)])
    print(program, total)
