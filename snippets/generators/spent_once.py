"""A generator can be gone through once; the second time it is empty."""


def three():
    yield 1
    yield 2
    yield 3


numbers = three()
print("first time: ", list(numbers))
print("second time:", list(numbers))
print("a new one:  ", list(three()))
