"""A polite task and a greedy one share the scheduler."""

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


def polite():
    for n in 1, 2, 3:
        print("polite", n)
        yield


def greedy():
    for n in 1, 2, 3:
        print("  greedy", n)
    yield


run(polite(), greedy())
