"""kill raises GreenletExit where the greenlet waits."""

import gevent
from gevent.event import Event

working = Event()


def work():
    try:
        print("works")
        working.set()
        Event().wait()
    except gevent.GreenletExit:
        print("is told to go")
        raise
    finally:
        print("cleans up")


g = gevent.spawn(work)
working.wait()
g.kill()
print("dead:", g.dead)
print("successful:", g.successful())
print("value:", repr(g.value), "exception:", g.exception)
