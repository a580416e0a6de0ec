"""One blocking call stops every greenlet of its thread."""

import time

import gevent


def tick():
    for n in 1, 2, 3:
        print("  tick", n)
        gevent.sleep(0.05)


def work(wait):
    print("  work begins")
    wait(0.5)
    print("  work ends")


print("time.sleep, not patched:")
gevent.joinall([gevent.spawn(tick), gevent.spawn(work, time.sleep)])

print("gevent.sleep:")
gevent.joinall([gevent.spawn(tick), gevent.spawn(work, gevent.sleep)])
