"""One generator, gone through twice."""


def three():
    yield 1
    yield 2
    yield 3


numbers = three()
print("first time: ", list(numbers))
print("second time:", list(numbers))
print("a new one:  ", list(three()))
