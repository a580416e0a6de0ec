"""An exception that ends a greenlet comes out in its parent."""

from greenlet import getcurrent, greenlet


def inner():
    raise ValueError("from inner")


def middle():
    mine = greenlet(inner)  # made in m, so m is its parent
    try:
        mine.switch()
    except ValueError as error:
        print("  middle caught", repr(error))
    other = greenlet(inner, main)  # main is its parent
    other.switch()
    print("  never printed")


main = getcurrent()
m = greenlet(middle)
try:
    m.switch()
except ValueError as error:
    print("main caught", repr(error))
print("middle is dead:", m.dead)
