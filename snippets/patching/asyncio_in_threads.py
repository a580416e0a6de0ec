"""Each asyncio loop in a real thread, from gevent's thread pool."""

from gevent import monkey

monkey.patch_all()

import asyncio

import gevent

pool = gevent.get_hub().threadpool


async def main(name, seconds):
    await asyncio.sleep(seconds)
    return f"{name} ends"


def run(*job):
    return pool.apply(asyncio.run, (main(*job),))


def tick():
    for number in 1, 2:
        print("tick", number)
        gevent.sleep(0.2)


ticking = gevent.spawn(tick)
jobs = ("a", 0.6), ("b", 0.9)
for greenlet in [gevent.spawn(run, *job) for job in jobs]:
    print(greenlet.get())
