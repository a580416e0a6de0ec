"""time.sleep stops every coroutine of the loop."""

import asyncio
import time


async def tick():
    for n in 1, 2, 3:
        print("  tick", n)
        await asyncio.sleep(0)


async def cooperating():
    print("work begins")
    await asyncio.sleep(0.3)
    print("work ends")


async def blocking():
    print("work begins")
    time.sleep(0.3)
    print("work ends")


async def main():
    for work in cooperating, blocking:
        print(f"-- {work.__name__}")
        await asyncio.gather(tick(), work())


asyncio.run(main())
