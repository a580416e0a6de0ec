"""Closing a generator that has nothing to tidy up."""


def reader():
    yield "open"
    yield "never"


r = reader()
next(r)
r.close()
r.close()
print("after")
