"""Every thread has a hub of its own, and greenlets stay at home."""

import threading

import gevent
import greenlet

hubs = {}
home = greenlet.greenlet(lambda: print("home greenlet runs"))


def visit():
    hubs["other"] = gevent.get_hub()
    try:
        home.switch()
    except greenlet.error as error:
        print("greenlet.error:", str(error).split("\n")[0])


hubs["main"] = gevent.get_hub()
thread = threading.Thread(target=visit)
thread.start()
thread.join()

print("one hub for both threads:", hubs["main"] is hubs["other"])
home.switch()
