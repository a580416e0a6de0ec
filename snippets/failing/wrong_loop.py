"""for and async for each want a function of their own kind."""

import asyncio


def plain():
    yield 1


async def asynchronous():
    yield 2


async def main():
    try:
        async for value in plain():
            print("never printed:", value)
    except TypeError as error:
        print("TypeError:", error)
    try:
        for value in asynchronous():
            print("never printed:", value)
    except TypeError as error:
        print("TypeError:", error)
    print([value for value in plain()])
    print([value async for value in asynchronous()])


asyncio.run(main())
