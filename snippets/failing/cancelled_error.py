"""CancelledError passes by except Exception."""

import asyncio


async def work():
    try:
        await asyncio.Event().wait()
    except Exception:
        print("never printed")
    except asyncio.CancelledError:
        print("work tidies up and raises it again")
        raise


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        print("main caught", repr(error))
    print(
        "an Exception:", issubclass(asyncio.CancelledError, Exception)
    )


asyncio.run(main())
