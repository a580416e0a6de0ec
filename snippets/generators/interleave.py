"""The same calls print all six lines once the end is expected."""


def func_a():
    print("x")
    yield
    print("y")
    print("z")


def func_b():
    print(1)
    print(2)
    yield
    print(3)


a = func_a()
b = func_b()

next(a)
next(b)
next(b, None)  # at the end, return None instead of raising
next(a, None)
