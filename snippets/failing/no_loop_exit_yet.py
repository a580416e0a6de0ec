"""While a timer lives, gevent cannot know that a wait is hopeless."""

import gevent
from gevent.event import Event
from gevent.exceptions import LoopExit


def heartbeat():
    for _ in range(3):
        gevent.sleep(0.2)
        print("beat")


gevent.spawn(heartbeat)
try:
    Event().wait()  # nobody will ever set it
except LoopExit as error:
    print("when the heart has stopped, LoopExit:", error.args[0])
