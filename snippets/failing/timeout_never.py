"""A Timeout cannot stop code that never lets the hub run."""

import time

import gevent

for wait in time.sleep, gevent.sleep:
    try:
        with gevent.Timeout(0.2):
            wait(0.6)
            print(wait.__module__, "slept to its end")
    except gevent.Timeout:
        print(wait.__module__, "was stopped")
