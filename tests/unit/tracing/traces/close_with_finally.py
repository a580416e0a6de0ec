"""Closing runs what the generator still has to do."""


def reader():
    try:
        yield "open"
    finally:
        print("tidied up")


r = reader()
next(r)
r.close()
print("after")
