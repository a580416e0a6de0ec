"""The event loop exists only while asyncio.run runs."""

import asyncio

try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print("before:", error)


async def main():
    loops.append(asyncio.get_running_loop())
    print("inside: it runs")


loops = []
asyncio.run(main())
try:
    loops[0].call_soon(print)
except RuntimeError as error:
    print("after:", error)
