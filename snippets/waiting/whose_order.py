"""map and imap keep your order, imap_unordered that of the ends."""

import gevent
from gevent.pool import Pool


def work(turns):
    for _ in range(turns):
        gevent.sleep(0)
    return turns


pool = Pool(3)
turns = [9, 1, 5]
print("map:           ", pool.map(work, turns))
print("imap:          ", list(pool.imap(work, turns)))
print("imap_unordered:", list(pool.imap_unordered(work, turns)))
