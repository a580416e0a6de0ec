"""Which updates do four threads lose? Since CPython 3.10, not +=."""

import sys
import threading

sys.setswitchinterval(1e-6)  # switch as often as possible
total = 0


def one():
    return 1


def plus_equals():
    global total
    for _ in range(100_000):
        total += 1


def plus_a_call():
    global total
    for _ in range(100_000):
        total = total + one()


def loses(add):
    global total
    total = 0
    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total < 400_000


for add in plus_equals, plus_a_call:
    print(add.__name__, "loses:", any(loses(add) for _ in range(5)))
