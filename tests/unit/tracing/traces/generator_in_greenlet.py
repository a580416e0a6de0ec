"""A helper's generator is suspended along with its greenlet."""

from greenlet import getcurrent, greenlet


def numbers():
    yield 1
    getcurrent().parent.switch("from deep inside")
    yield 2


def work():
    for number in numbers():
        print("number", number)


g = greenlet(work)
print(g.switch())
g.switch()
