"""A helper pauses: called by a generator, and called by sorted."""

from greenlet import getcurrent, greenlet


def yielding_helper():
    yield "pause"


def generator():
    yielding_helper()  # makes a generator, and pauses nobody
    print("  the generator ran on")
    yield "end"


print("next returned", next(generator()))


def switching_helper(n):
    getcurrent().parent.switch("pause")
    return n


def task():
    print("  sorted:", sorted([2, 1], key=switching_helper))
    return "end"


g = greenlet(task)
for _ in range(3):
    print("switch returned", g.switch())
