"""A failure stays in its greenlet until somebody asks."""

import gevent

gevent.get_hub().exception_stream = None  # no report on stderr


def work():
    raise ValueError("no luck")


g = gevent.spawn(work)
gevent.joinall([g])
print("joined; successful:", g.successful())
print("value:", g.value)
print("exception:", repr(g.exception))

try:
    g.get()
except ValueError as error:
    print("get raises:", error)
try:
    gevent.joinall([g], raise_error=True)
except ValueError as error:
    print("joinall with raise_error:", error)
