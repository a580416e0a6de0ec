"""A Group keeps those who still run, so one call ends them all."""

import gevent
from gevent.event import AsyncResult
from gevent.pool import Group

answer = AsyncResult()


def search(place, turns):
    try:
        for _ in range(turns):
            gevent.sleep(0)
        answer.set(place)
    finally:
        print("nobody searches the", place, "any more")


group = Group()
for place, turns in ("attic", 9), ("cellar", 2):
    group.spawn(search, place, turns)
print("searching:", len(group))
print("found in the", answer.get())
group.kill()
print("searching:", len(group))
