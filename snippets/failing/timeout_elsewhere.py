"""A Timeout is raised where the greenlet waits, and is no Exception."""

import gevent


def innocent():
    try:
        gevent.sleep(5)
    except Exception:
        print("never printed")


try:
    with gevent.Timeout(0.2):
        innocent()
except gevent.Timeout as timeout:
    print("Timeout:", timeout)

with gevent.Timeout(0.2, False):
    innocent()
print("with False it only ends the block")

print(gevent.with_timeout(0.2, innocent, timeout_value="a default"))
