"""An Event lets any number of greenlets wait for one moment."""

import gevent
from gevent.event import Event

ready = Event()


def wait(name):
    print(name, "waits")
    ready.wait()
    print(name, "goes")


def prepare():
    print("set is called")
    ready.set()
    print("set has returned")


gevent.joinall(
    [
        gevent.spawn(wait, "a"),
        gevent.spawn(wait, "b"),
        gevent.spawn(prepare),
    ]
)
ready.wait()
print("set already, so no wait")
