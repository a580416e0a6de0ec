"""The thread pool takes a blocking call and lets the others run."""

import time

import gevent

pool = gevent.get_hub().threadpool


def tick():
    for n in 1, 2:
        gevent.sleep(0.2)
        print("  tick", n)


def blocking():
    time.sleep(1)
    return "result"


def in_a_greenlet():
    return gevent.spawn(blocking).get()


def in_the_pool():
    return pool.apply(blocking)


for ask in in_a_greenlet, in_the_pool:
    ticks = gevent.spawn(tick)
    print(ask.__name__, "gives", ask())
    ticks.join()
