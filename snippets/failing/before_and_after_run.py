"""The event loop exists only while asyncio.run runs."""

import asyncio

try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print("before:", error)


async def main():
    return asyncio.get_running_loop()


loop = asyncio.run(main())
try:
    loop.call_soon(print)
except RuntimeError as error:
    print("after:", error)
