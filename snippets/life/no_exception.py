"""except Exception lets GreenletExit and Timeout through."""

import gevent
from gevent.event import Event

working = Event()


def work():
    while True:
        try:
            working.set()
            Event().wait()
        except Exception:
            print("never printed")


for kind in gevent.GreenletExit, gevent.Timeout:
    print(
        kind.__name__, "is an Exception:", issubclass(kind, Exception)
    )

g = gevent.spawn(work)
working.wait()
g.kill()
print("dead:", g.dead)
