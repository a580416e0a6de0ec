"""A program that never waits ends before its greenlets begin."""

import gevent


def work():
    print("never printed")


g = gevent.spawn(work)
print("the program ends; has work ended?", g.ready())
