"""Two levels of yield from: values pass through the middle."""


def inner():
    got = yield 1
    print("inner got", got)
    return "done"


def middle():
    result = yield from inner()
    yield result


def outer():
    yield from middle()


o = outer()
next(o)
print(o.send("a"))
print(list(o))
