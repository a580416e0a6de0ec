"""Computing holds the hub up; sleep(0) lets the others in."""

import gevent


def compute(polite):
    for n in 1, 2, 3:
        sum(range(100_000))
        print("compute", n)
        if polite:
            gevent.sleep(0)


def other():
    for n in 1, 2, 3:
        print("  other", n)
        gevent.sleep(0)


for polite in False, True:
    print("polite:" if polite else "greedy:")
    tasks = gevent.spawn(compute, polite), gevent.spawn(other)
    gevent.joinall(tasks)
