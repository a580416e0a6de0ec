"""A callback of the hub may not wait; a greenlet it starts may."""

import gevent
from gevent.exceptions import BlockingSwitchOutError


def callback():
    try:
        gevent.sleep(0)
    except BlockingSwitchOutError as error:
        print("BlockingSwitchOutError:", error)
    gevent.spawn(wait)


def wait():
    gevent.sleep(0)
    print("the greenlet has waited")


gevent.get_hub().loop.run_callback(callback)
gevent.sleep(0)
gevent.wait()
