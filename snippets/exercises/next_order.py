"""Solution: a finishes before b is resumed for the second time."""


def func_a():
    print("x")
    yield
    print("y")
    print("z")


def func_b():
    print(1)
    yield
    print(2)
    yield
    print(3)


a = func_a()
b = func_b()

next(a)
next(b)
next(a, None)  # y z, and the end of a
next(b)
next(b, None)  # 3, and the end of b
