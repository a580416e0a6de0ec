"""A next() inside a generator runs out; __cause__ says so."""


def pairs(items):
    it = iter(items)
    while True:
        yield next(it), next(it)


def pairs_or_none(items):
    it = iter(items)
    for first in it:
        yield first, next(it, None)


try:
    print(list(pairs([1, 2, 3])))
except RuntimeError as error:
    print("RuntimeError:", error)
    print("caused by:", repr(error.__cause__))

print(list(pairs_or_none([1, 2, 3])))
