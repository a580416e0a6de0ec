"""An exception ends a greenlet and stays in it."""

import gevent
from gevent import hub


def task():
    raise ValueError("inside")


hub.get_hub().exception_stream = None
t = gevent.spawn(task)
t.join()
print(type(t.exception).__name__)
