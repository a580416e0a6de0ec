"""Two greenlets ask one generator, which waits inside."""

import gevent
from gevent.event import Event

arrived = Event()


def numbers():
    for n in 1, 2:
        arrived.wait()
        yield n


def take(name):
    try:
        print(name, "got", next(shared))
    except ValueError as error:
        print(name, "ValueError:", error)


shared = numbers()
both = [gevent.spawn(take, name) for name in "AB"]
gevent.sleep(0)
arrived.set()
gevent.joinall(both)
