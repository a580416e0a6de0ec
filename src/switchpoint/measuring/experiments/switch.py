"""Measure the time to give way and get the next turn.

Every kind goes there and back: the code that gives way goes on at the same place.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from itertools import repeat
from queue import Queue
from time import perf_counter

import gevent
from greenlet import getcurrent, greenlet

from switchpoint.measuring.timed import time_kinds


def call(loops: int) -> float:
    """Call a function that returns at once: what the others are compared with."""

    def nothing() -> None:
        pass

    began = perf_counter()
    for _ in repeat(None, loops):
        nothing()
    return perf_counter() - began


def generator(loops: int) -> float:
    """Resume a generator, which yields."""

    def endless() -> Iterator[None]:
        while True:
            yield

    resume = endless().__next__
    resume()
    began = perf_counter()
    for _ in repeat(None, loops):
        resume()
    return perf_counter() - began


def greenlet_switch(loops: int) -> float:
    """Switch to a greenlet, which switches back."""
    here = getcurrent()

    def endless() -> None:
        while True:
            here.switch()

    there = greenlet(endless)
    there.switch()
    began = perf_counter()
    for _ in repeat(None, loops):
        there.switch()
    return perf_counter() - began


def gevent_sleep(loops: int) -> float:
    """Let gevent's hub run what is ready, and come back."""
    gevent.sleep(0)
    began = perf_counter()
    for _ in repeat(None, loops):
        gevent.sleep(0)
    return perf_counter() - began


def asyncio_sleep(loops: int) -> float:
    """Let asyncio's loop run what is ready, and come back."""

    async def main() -> float:
        await asyncio.sleep(0)
        began = perf_counter()
        for _ in repeat(None, loops):
            await asyncio.sleep(0)
        return perf_counter() - began

    return asyncio.run(main())


def thread_lock(loops: int) -> float:
    """Hand over to another thread by a lock, and wait for the lock that it hands back."""
    there, back = threading.Lock(), threading.Lock()
    there.acquire()
    back.acquire()

    def other() -> None:
        for _ in repeat(None, loops):
            there.acquire()
            back.release()

    thread = threading.Thread(target=other)
    thread.start()
    began = perf_counter()
    for _ in repeat(None, loops):
        there.release()
        back.acquire()
    took = perf_counter() - began
    thread.join()
    return took


def thread_queue(loops: int) -> float:
    """Hand over to another thread by a queue, and wait for what it puts into another queue."""
    there: Queue[None] = Queue()
    back: Queue[None] = Queue()

    def other() -> None:
        for _ in repeat(None, loops):
            back.put(there.get())

    thread = threading.Thread(target=other)
    thread.start()
    began = perf_counter()
    for _ in repeat(None, loops):
        there.put(None)
        back.get()
    took = perf_counter() - began
    thread.join()
    return took


KINDS = {
    "call": call,
    "generator": generator,
    "greenlet": greenlet_switch,
    "gevent_sleep": gevent_sleep,
    "asyncio_sleep": asyncio_sleep,
    "thread_lock": thread_lock,
    "thread_queue": thread_queue,
}

if __name__ == "__main__":
    time_kinds("switchpoint.measuring.experiments.switch", __doc__, KINDS)
