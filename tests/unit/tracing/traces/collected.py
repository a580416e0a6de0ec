"""The collector closes a generator that nobody holds."""


def reader():
    try:
        yield "open"
    finally:
        print("tidied up")


r = reader()
next(r)
r = None
print("after")
