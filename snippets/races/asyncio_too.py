"""asyncio loses updates as well, but here you see where."""

import asyncio

total = 0
lock = asyncio.Lock()


async def no_lock():
    global total
    seen = total
    await asyncio.sleep(0)
    total = seen + 1


async def one_line():
    global total
    total = total + await one()


async def one():
    await asyncio.sleep(0)
    return 1


async def with_lock():
    async with lock:
        await no_lock()


async def main():
    global total
    for add in no_lock, one_line, with_lock:
        total = 0
        await asyncio.gather(*(add() for _ in range(4)))
        print(f"4 additions, {add.__name__}: {total}")


asyncio.run(main())
