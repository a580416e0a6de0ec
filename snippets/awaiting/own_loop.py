"""The scheduler for generators runs async def as well."""

from collections import deque
from types import coroutine


def run(*tasks):
    ready = deque(tasks)
    while ready:
        task = ready.popleft()
        try:
            task.send(None)
        except StopIteration:
            continue
        ready.append(task)


@coroutine
def give_way():
    yield


async def count(name, n):
    for i in range(1, n + 1):
        print(name, i)
        await give_way()


run(count("a", 2), count("  b", 3))
