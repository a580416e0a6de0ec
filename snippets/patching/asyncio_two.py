"""Two asyncio loops in two greenlets: the second is refused."""

from gevent import monkey

monkey.patch_all()

import asyncio

import gevent


async def main(name):
    print(name, "begins")
    await asyncio.sleep(0.3)
    return f"{name} ends"


def run(name):
    coroutine = main(name)
    try:
        return asyncio.run(coroutine)
    except RuntimeError as error:
        coroutine.close()
        return f"{name} RuntimeError: {error}"


for greenlet in [gevent.spawn(run, name) for name in "ab"]:
    print(greenlet.get())
