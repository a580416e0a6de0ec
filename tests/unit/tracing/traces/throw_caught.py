"""An exception goes in and is dealt with inside."""


def worker():
    while True:
        try:
            yield "ready"
        except ValueError as error:
            print("caught", error)


w = worker()
next(w)
w.throw(ValueError("bad"))
print("still there")
