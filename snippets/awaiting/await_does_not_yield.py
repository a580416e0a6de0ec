"""The greedy task awaits in every round: does that let others in?"""

import asyncio


async def nothing_to_wait_for():
    return None


async def polite():
    for n in 1, 2, 3:
        print("polite", n)
        await asyncio.sleep(0)


async def greedy():
    for n in 1, 2, 3:
        print("  greedy", n)
        await nothing_to_wait_for()


async def main():
    await asyncio.gather(polite(), greedy())


asyncio.run(main())
