"""A scheduler: give each task one step, then put it at the back."""

from collections import deque


def run(*tasks):
    ready = deque(tasks)
    while ready:
        task = ready.popleft()
        try:
            next(task)
        except StopIteration:
            continue
        ready.append(task)


def count(name, n):
    for i in range(1, n + 1):
        print(name, i)
        yield


run(count("a", 2), count("  b", 4), count("    c", 3))
