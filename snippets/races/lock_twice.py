"""An RLock lets its holder in again; a semaphore stops its holder."""

import gevent
from gevent.lock import BoundedSemaphore, RLock


def deposit(lock, log):
    if not lock.acquire(timeout=0.1):
        log.append("waited in vain for itself")
        return
    log.append("took it a second time")
    lock.release()


def transfer(lock, log):
    with lock:
        deposit(lock, log)  # takes the same lock


for lock in BoundedSemaphore(1), RLock():
    log = []
    gevent.spawn(transfer, lock, log).join()
    print(type(lock).__name__, "|", *log)
