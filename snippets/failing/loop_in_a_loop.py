"""Inside async def the loop runs already; nobody can run it again."""

import asyncio


async def inner():
    return 1


async def main():
    loop = asyncio.get_running_loop()
    for run in asyncio.run, loop.run_until_complete:
        coroutine = inner()
        try:
            run(coroutine)
        except RuntimeError as error:
            print("RuntimeError:", error)
        coroutine.close()
    print("await:", await inner())


asyncio.run(main())
