"""One forgotten await: load never runs, and a warning says so."""

import asyncio


async def load():
    print("load runs")
    return "text"


async def main():
    print(await load())
    text = load()  # await is missing
    try:
        print(text.upper())
    except AttributeError as error:
        print("AttributeError:", error)
    del text  # here Python sees that nobody will await it


asyncio.run(main())
