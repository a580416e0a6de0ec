"""throw raises where a greenlet rests; GreenletExit ends it quietly."""

from greenlet import GreenletExit, getcurrent, greenlet


def work():
    try:
        getcurrent().parent.switch("at work")
    finally:
        print("  clean up")


a = greenlet(work)
print(a.switch())
try:
    a.throw(ValueError("stop"))
except ValueError as error:
    print("throw raised", repr(error))

b = greenlet(work)
print(b.switch())
print("throw returned", repr(b.throw(GreenletExit)))

c = greenlet(work)
print(c.switch())
del c  # the last reference is gone
print("after del")
