"""A switch to a dead greenlet arrives at its parent."""

from greenlet import greenlet


def child():
    print("  child runs")
    return "from child"


g = greenlet(child)
print("switch returned", g.switch())
print("dead:", g.dead)
print("switch returned", g.switch())
print("switch returned", g.switch("hello"))
