"""An async generator yields to async for."""

import asyncio


async def ticks():
    for number in range(2):
        await asyncio.sleep(0)
        yield number


async def main():
    async for tick in ticks():
        print("tick", tick)


asyncio.run(main())
