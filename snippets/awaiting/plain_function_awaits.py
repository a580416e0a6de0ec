"""A greenlet lets a plain function wait for a coroutine."""

import asyncio

from greenlet import getcurrent, greenlet


async def price(item):
    print("  looking up", item)
    await asyncio.sleep(0)
    return {"tea": 3, "milk": 1, "bread": 2}[item]


def wait_for(coroutine):  # plain, and callable from any depth
    return getcurrent().parent.switch(coroutine)


def cheapest_first(items):  # no async, no await
    return sorted(items, key=lambda item: wait_for(price(item)))


async def run_plain(function, *arguments):
    g = greenlet(function)
    wanted = g.switch(*arguments)
    while not g.dead:
        wanted = g.switch(await wanted)
    return wanted


print(asyncio.run(run_plain(cheapest_first, ["tea", "milk", "bread"])))
