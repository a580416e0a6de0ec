"""The spawn of a full Pool waits for a place."""

import gevent
from gevent.pool import Pool

pool = Pool(2)


def work(n):
    print("  begins", n)
    gevent.sleep(0)
    gevent.sleep(0)
    print("  ends", n)


for n in 1, 2, 3, 4:
    print("spawn", n, "| free places:", pool.free_count())
    pool.spawn(work, n)
pool.join()
