"""A coroutine can be awaited once, a task as often as you like."""

import asyncio


async def answer():
    return 42


async def main():
    c = answer()
    print(await c)
    try:
        await c
    except RuntimeError as error:
        print("RuntimeError:", error)
    task = asyncio.create_task(answer())
    print(await task, await task)


asyncio.run(main())
