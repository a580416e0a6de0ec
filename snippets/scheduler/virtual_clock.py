"""A clock that jumps: whoever sleeps waits in a heap of alarms."""

from heapq import heappop, heappush
from itertools import count

now = 0
order = count()  # decides between equal times


def run(*tasks):
    global now
    alarms = []
    for task in tasks:
        heappush(alarms, (0, next(order), task))
    while alarms:
        now, _, task = heappop(alarms)
        try:
            minutes = next(task)
        except StopIteration:
            continue
        heappush(alarms, (now + minutes, next(order), task))


def boil(what, minutes):
    print(f"{now:2} min: {what} on")
    yield minutes
    print(f"{now:2} min: {what} off")


run(boil("soup", 30), boil("rice", 20), boil("eggs", 10))
