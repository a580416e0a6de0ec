"""Exercise: go on from here until x 1 y z 2 3 is printed."""


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
# Your calls of next go here.
