"""joinall returns greenlets as they ended; your list keeps order."""

import gevent


def work(name, turns):
    for _ in range(turns):
        gevent.sleep(0)
    return name


def values(greenlets):
    return [g.value for g in greenlets]


mine = [
    gevent.spawn(work, "a", 3),
    gevent.spawn(work, "b", 1),
    gevent.spawn(work, "c", 2),
]
print("joinall returns:", values(gevent.joinall(mine)))
print("my own list:    ", values(mine))
print("get waits:      ", [g.get() for g in mine])
