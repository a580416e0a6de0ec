"""Two greenlets wait for one another: gevent knows that it is over."""

import gevent
from gevent.exceptions import LoopExit
from gevent.queue import Queue

to_a, to_b = Queue(), Queue()


def forward(source, target):
    target.put(source.get())


pair = [
    gevent.spawn(forward, to_a, to_b),
    gevent.spawn(forward, to_b, to_a),
]
try:
    gevent.joinall(pair)
except LoopExit as error:
    print("LoopExit:", error.args[0])

to_a.put("a push from outside")
gevent.joinall(pair)
print("ended:", [greenlet.ready() for greenlet in pair])
