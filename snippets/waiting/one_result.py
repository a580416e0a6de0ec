"""An AsyncResult hands one value, or one error, to all who ask."""

import gevent
from gevent.event import AsyncResult


def ask(name, result):
    try:
        print(name, "gets", result.get())
    except ValueError as error:
        print(name, "gets an error:", error)


good, bad = AsyncResult(), AsyncResult()
askers = [
    gevent.spawn(ask, "a", good),
    gevent.spawn(ask, "b", good),
    gevent.spawn(ask, "c", bad),
]
gevent.sleep(0)  # now all three are waiting
good.set(42)
bad.set_exception(ValueError("no luck"))
gevent.joinall(askers)
print("asked again:", good.get())
