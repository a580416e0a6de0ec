"""Greenlets name the one they switch to; none is the caller."""

from greenlet import getcurrent, greenlet

main = getcurrent()


def first():
    print("first: over to second")
    second.switch()
    print("first: over to third")
    third.switch()


def helper():
    print("second, from a helper: over to first")
    first.switch()


second = greenlet(helper)


def last():
    print("third: over to main")
    main.switch()


first = greenlet(first)
third = greenlet(last)
first.switch()
print("main again")
