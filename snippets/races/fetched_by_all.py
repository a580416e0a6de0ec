"""All find the cache empty and fetch, unless one leaves a promise."""

import gevent
from gevent.event import AsyncResult

cache = {}


def fetch(key):
    print("  fetches", key)
    gevent.sleep(0)
    return key.upper()


def look_first(key):
    if key not in cache:
        cache[key] = fetch(key)
    return cache[key]


def leave_a_promise(key):
    if key not in cache:
        cache[key] = AsyncResult()
        cache[key].set(fetch(key))
    return cache[key].get()


for ask in look_first, leave_a_promise:
    print(ask.__name__)
    cache.clear()
    askers = [gevent.spawn(ask, "page") for _ in range(3)]
    gevent.joinall(askers)
    print("  got", *(asker.value for asker in askers))
