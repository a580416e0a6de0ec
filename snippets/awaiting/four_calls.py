"""Four kinds of function, and what a call of each gives you."""

import inspect


def plain():
    return 1


def generator():
    yield 1


async def coroutine():
    return 1


async def async_generator():
    yield 1


for function in plain, generator, coroutine, async_generator:
    made = function()
    print(f"{function.__name__:16}{type(made).__name__}")
    if inspect.iscoroutine(made):
        made.close()  # or Python warns that nobody awaited it
