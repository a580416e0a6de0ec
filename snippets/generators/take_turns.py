"""Two generators take turns, and each one keeps its place."""


def steps(name):
    print(name, 1)
    yield
    print(name, 2)
    yield
    print(name, 3)


a, b = steps("a"), steps("b")
for g in a, b, b, a, a, b:
    next(g, None)
