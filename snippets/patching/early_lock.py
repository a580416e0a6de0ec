"""A lock made before the patch stays a real lock."""

import threading

early = threading.Lock()

from gevent import monkey

monkey.patch_all()

import gevent

late = threading.Lock()


def hold(lock):
    with lock:
        gevent.sleep(0.3)


def ask(lock, name):
    print(f"the {name} lock came free:", lock.acquire(timeout=1))


for name, lock in ("late", late), ("early", early):
    gevent.joinall(
        [gevent.spawn(hold, lock), gevent.spawn(ask, lock, name)]
    )
