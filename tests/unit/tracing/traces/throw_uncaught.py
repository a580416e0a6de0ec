"""An exception goes in and comes out again."""


def worker():
    yield 1


w = worker()
next(w)
try:
    w.throw(KeyError("lost"))
except KeyError:
    print("came back")
