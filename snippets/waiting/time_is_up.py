"""Each wait with a limit has a way of its own to say: too late."""

import gevent
from gevent.event import AsyncResult, Event
from gevent.lock import Semaphore
from gevent.queue import Queue

sleeper = gevent.spawn(Event().wait)
waits = {
    "Event.wait": Event().wait,
    "Semaphore.acquire": Semaphore(0).acquire,
    "Greenlet.join": sleeper.join,
    "Greenlet.get": sleeper.get,
    "AsyncResult.wait": AsyncResult().wait,
    "AsyncResult.get": AsyncResult().get,
    "Queue.get": Queue().get,
}
for name, wait in waits.items():
    try:
        print(f"{name} returns {wait(timeout=0.01)}")
    except (Exception, gevent.Timeout) as error:
        print(f"{name} raises {type(error).__name__}")
