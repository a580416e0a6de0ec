"""Solution: every wait ends when its own timer says so."""

import gevent


def task(name, *delays):
    print(name, "begins")
    for delay in delays:
        gevent.sleep(delay)
        print(name, "after", delay)


gevent.joinall(
    [
        gevent.spawn(task, "A", 0.5),
        gevent.spawn(task, "B", 0.1, 0.6),
        gevent.spawn(task, "C", 0.3, 0.7),
    ]
)
