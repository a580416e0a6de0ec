"""One of three fails: gather lets c go on, TaskGroup cancels it."""

import asyncio


async def work(name, seconds):
    try:
        await asyncio.sleep(seconds)
        if name == "b":
            raise ValueError(name)
        print("  ended", name)
    except asyncio.CancelledError:
        print("  cancelled", name)
        raise


def three():
    return work("a", 0.2), work("b", 0.4), work("c", 0.8)


async def gather():
    try:
        await asyncio.gather(*three())
    except ValueError as error:
        print("  raised", repr(error))
    await asyncio.sleep(0.8)  # c is still on its way


async def group():
    try:
        async with asyncio.TaskGroup() as tasks:
            for coroutine in three():
                tasks.create_task(coroutine)
    except* ValueError as errors:
        print("  raised", errors.exceptions)


for main in gather, group:
    print(main.__name__)
    asyncio.run(main())
