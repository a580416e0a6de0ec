"""Three greenlets, four additions each, in one thread."""

import gevent
from gevent.lock import BoundedSemaphore

total = 0
lock = BoundedSemaphore(1)


def switch_inside():
    global total
    for _ in range(4):
        seen = total  # read
        gevent.sleep(0)
        total = seen + 1  # write what is out of date by now


def switch_outside():
    global total
    for _ in range(4):
        total = total + 1
        gevent.sleep(0)


def with_lock():
    with lock:
        switch_inside()


for function in switch_inside, switch_outside, with_lock:
    total = 0
    gevent.joinall([gevent.spawn(function) for _ in range(3)])
    print(f"{function.__name__}: {total}")
