"""Solution: a queue of coroutines, and each result at its own place."""

from collections import deque
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
    results = [None] * len(tasks)
    ready = deque(enumerate(tasks))
    try:
        while ready:
            place, task = ready.popleft()
            try:
                task.send(None)
                ready.append((place, task))
            except StopIteration as end:
                results[place] = end.value
    finally:
        for _, task in ready:  # those that an error leaves behind
            task.close()
    return results


print(run(count("a", 1, 3), count("b", 2)))
