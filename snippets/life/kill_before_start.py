"""Killed before it began, it runs no line, not even finally."""

import gevent


def work():
    try:
        print("works")
    finally:
        print("cleans up")


g = gevent.spawn(work)
g.kill()
print("dead:", g.dead)
print("value:", repr(g.value))
