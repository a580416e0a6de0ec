"""A greenlet that swallows GreenletExit goes on living."""

import gevent
from gevent.event import Event

working, permission = Event(), Event()


def stubborn():
    working.set()
    try:
        permission.wait()
    except BaseException:
        print("swallows it and waits once more")
    permission.wait()
    print("ends when it likes")


g = gevent.spawn(stubborn)
working.wait()
g.kill(block=False)
gevent.sleep(0)
gevent.sleep(0)
print("after kill, dead:", g.dead)
permission.set()
g.join()
print("after join, dead:", g.dead)
