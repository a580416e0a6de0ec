"""After the patch one asyncio loop lets greenlets run."""

from gevent import monkey

monkey.patch_all()

import asyncio

import gevent


def tick():
    for number in 1, 2:
        print("tick", number)
        gevent.sleep(0.3)


async def main():
    print("asyncio begins")
    await asyncio.sleep(0.9)
    print("asyncio ends")


gevent.joinall([gevent.spawn(tick), gevent.spawn(asyncio.run, main())])
