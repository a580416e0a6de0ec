"""To wait at the bottom: gevent changes one function, asyncio all."""

import asyncio

import gevent


def read():
    gevent.sleep(0)
    return "data"


def parse():
    return read().upper()


async def async_read():
    await asyncio.sleep(0)
    return "data"


def half_changed():
    waiting = async_read()
    try:
        return waiting.upper()
    finally:
        waiting.close()


async def async_parse():
    return (await async_read()).upper()


print("gevent:", gevent.spawn(parse).get())
try:
    half_changed()
except AttributeError as error:
    print("AttributeError:", error)
print("asyncio:", asyncio.run(async_parse()))
