"""Exercise: run coroutines in turn and return all their results."""

from types import coroutine


@coroutine
def pause(steps):
    for _ in range(steps):
        yield


async def count(name, *pauses):
    for steps in pauses:
        await pause(steps)
        print(name, "after", steps)
    return name


def run(*tasks):
    """Take turns until all have ended; return their results."""
    return [task.send(None) for task in tasks]  # a first try


print(run(count("a", 1, 3), count("b", 2)))
