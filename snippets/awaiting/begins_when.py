"""A coroutine begins at its await, a task at the loop's next turn."""

import asyncio


async def work(name):
    print("  ", name, "begins")


async def main():
    c = work("coroutine")
    print("coroutine made")
    await asyncio.sleep(0)
    print("one turn later")
    await c
    task = asyncio.create_task(work("task"))
    print("task made")
    await asyncio.sleep(0)
    print("one turn later, done:", task.done())


asyncio.run(main())
