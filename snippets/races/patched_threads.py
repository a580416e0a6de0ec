"""Patched threads are greenlets: they switch only where they wait."""

# needs: nothing
from gevent import monkey

monkey.patch_all()

import time
from threading import Event, Thread

total = 0
ready = Event()


def computing():
    return 1


def waiting():
    time.sleep(0)
    return 1


def add(one):
    global total
    ready.wait()  # until all have started
    for _ in range(4):
        total = total + one()


for one in computing, waiting:
    total = 0
    ready.clear()
    threads = [Thread(target=add, args=[one]) for _ in range(3)]
    for thread in threads:
        thread.start()
    ready.set()
    for thread in threads:
        thread.join()
    print(f"12 additions, {one.__name__}: {total}")
