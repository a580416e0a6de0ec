"""Every switch, by name: A goes to the hub, the hub goes to B."""

import gevent
import greenlet


def name_of(g):
    if isinstance(g, gevent.hub.Hub):
        return "Hub"
    return getattr(g, "name", "main")


def trace(event, switch):
    origin, target = switch
    print(f"    {name_of(origin)} -> {name_of(target)}")


def work(seconds):
    name = gevent.getcurrent().name
    print(name, "waits")
    gevent.sleep(seconds)
    print(name, "goes on")


a = gevent.spawn(work, 0.1)
b = gevent.spawn(work, 0.6)
a.name, b.name = "A", "B"

greenlet.settrace(trace)
gevent.joinall([a, b])
greenlet.settrace(None)
