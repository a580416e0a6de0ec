"""Solution: every wait ends when its own timer says so."""

import gevent

predicted = ["B", "C", "A", "B", "C"]


def task(name, *delays):
    for delay in delays:
        gevent.sleep(delay)
        print(name, "after", delay)


if len(predicted) != 5:
    raise SystemExit("Predict first: five names, in order.")

gevent.joinall(
    [
        gevent.spawn(task, "A", 0.5),
        gevent.spawn(task, "B", 0.1, 0.6),
        gevent.spawn(task, "C", 0.3, 0.7),
    ]
)
