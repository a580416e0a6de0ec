"""Exercise: a task that yields another task waits for its end."""

from collections import deque


def run(*tasks):
    ready = deque(tasks)
    while ready:
        task = ready.popleft()
        try:
            next(task)  # gives None, or a task to wait for
        except StopIteration:
            continue
        ready.append(task)


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
