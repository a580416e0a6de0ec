"""Solution: a task that waits leaves the queue until it is woken."""

from collections import deque


def run(*tasks):
    ready = deque(tasks)
    waiting = {}  # task: those that wait for its end
    ended = set()
    while ready:
        task = ready.popleft()
        try:
            wanted = next(task)  # None, or a task to wait for
        except StopIteration:
            ended.add(task)
            ready.extend(waiting.pop(task, ()))
            continue
        if wanted is None or wanted in ended:
            ready.append(task)
        else:
            waiting.setdefault(wanted, []).append(task)


def cook(dish, steps):
    for n in range(1, steps + 1):
        print(dish, n)
        yield


def guest(*dishes):
    for dish in dishes:
        yield dish  # wait until it is done
    print("guest eats")


soup, rice = cook("soup", 3), cook("rice", 1)
run(guest(soup, rice), soup, rice)
