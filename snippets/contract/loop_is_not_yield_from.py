"""What is sent in: through a loop, and through yield from."""


def echo():
    while True:
        received = yield
        print("echo received", received)


def by_loop():
    for value in echo():
        yield value


def by_delegation():
    yield from echo()


for function in by_loop, by_delegation:
    print(function.__name__)
    g = function()
    next(g)
    g.send("hello")
