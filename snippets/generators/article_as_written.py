"""The article's order of calls, with nothing added."""


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
next(b)
next(a)
