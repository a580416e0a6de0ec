"""A Queue has places for what is put in it, a Channel has none."""

import gevent
from gevent.queue import Channel, Queue


def give(way):
    way.put("letter")
    print("  put has returned")


def take(way):
    gevent.sleep(0)
    print("  somebody takes the letter")
    way.get()


for way in Queue(), Channel():
    print(type(way).__name__)
    gevent.joinall([gevent.spawn(give, way), gevent.spawn(take, way)])
