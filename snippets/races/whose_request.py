"""What is kept for one request must not stand in a global variable."""

from contextvars import ContextVar

import gevent
from gevent.local import local

current = None
mine = local()
user = ContextVar("user")


def handle(name):
    global current
    current = name
    mine.user = name
    user.set(name)
    gevent.sleep(0)  # asks the database
    print("request of", name)
    print("  global: ", current)
    print("  local:  ", mine.user)
    print("  context:", user.get())


gevent.joinall([gevent.spawn(handle, name) for name in ("ann", "bob")])
