"""A C function that keeps the GIL stops every thread."""

import re
import threading
import time

ticks = 0
stop = threading.Event()


def tick():
    global ticks
    while not stop.wait(0.01):
        ticks += 1


def ticks_during(call, *arguments):
    before = ticks
    call(*arguments)
    return ticks - before


clock = threading.Thread(target=tick)
clock.start()
slow = "a" * 24 + "b"  # this pattern tries every way to split it
sleeping = ticks_during(time.sleep, 1)
matching = ticks_during(re.match, "(a+)+$", slow)
stop.set()
clock.join()

print("the clock ticks during time.sleep:", sleeping > 10)
print("the clock ticks during re.match:  ", matching > 10)
