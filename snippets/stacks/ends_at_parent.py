"""Where control goes when a greenlet ends."""

from greenlet import getcurrent, greenlet


def inner():
    print("    inner ends")
    return "from inner"


def outer():
    print("  outer switches to inner")
    g.switch()
    print("  outer goes on")


g = greenlet(inner)  # made in main, so main is its parent
h = greenlet(outer)
print("main got", h.switch())
print("dead:", g.dead, h.dead)
print("parents are main:", g.parent is h.parent is getcurrent())
