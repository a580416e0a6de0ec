"""A Timeout is raised at a wait; what never waits runs on."""

import time

import gevent

with gevent.Timeout(0.2, False):
    gevent.sleep(5)
    print("never printed")
print("gave up waiting")

try:
    with gevent.Timeout(0.2):
        time.sleep(0.6)  # not patched: the hub gets no turn
        print("slept on, past the limit")
        gevent.sleep(5)  # the hub's first turn
        print("never printed")
except gevent.Timeout as timeout:
    print("raised at the next wait:", timeout)

late = gevent.with_timeout(0.2, gevent.sleep, 5, timeout_value="late")
print("with_timeout returns:", late)
