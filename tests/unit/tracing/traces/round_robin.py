"""A scheduler of a few lines gives each task its turn."""

from collections import deque


def task(name, steps):
    for step in range(steps):
        print(name, step)
        yield


def run(tasks):
    queue = deque(tasks)
    while queue:
        current = queue.popleft()
        try:
            next(current)
            queue.append(current)
        except StopIteration:
            pass


run([task("a", 2), task("b", 1)])
