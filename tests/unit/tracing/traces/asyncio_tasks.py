"""Two tasks take turns on asyncio's loop."""

import asyncio


async def work(name, seconds):
    print(name, "begins")
    await asyncio.sleep(seconds)
    print(name, "ends")


async def main():
    await asyncio.gather(work("A", 0.02), work("B", 0.08))


asyncio.run(main())
