"""Deadlock without a lock: each waits for the other to begin."""

import gevent
from gevent.exceptions import LoopExit
from gevent.queue import Queue

to_a, to_b = Queue(), Queue()


def pass_on(source, target):
    target.put(source.get())


a = gevent.spawn(pass_on, to_a, to_b)
b = gevent.spawn(pass_on, to_b, to_a)
try:
    gevent.joinall([a, b])
except LoopExit as error:
    print("LoopExit:", error.args[0])
print("A has ended:", a.ready(), "| B has ended:", b.ready())

to_a.put("a push from outside")
gevent.joinall([a, b])
print("A has ended:", a.ready(), "| B has ended:", b.ready())
