"""A killed greenlet tidies up."""

import gevent


def task():
    try:
        gevent.sleep(60)
    finally:
        print("tidied up")


t = gevent.spawn(task)
gevent.sleep(0.05)
t.kill()
print("dead:", t.dead)
