"""An exception is thrown into a waiting greenlet."""

from greenlet import getcurrent, greenlet


def waiter():
    try:
        getcurrent().parent.switch("waiting")
    except ValueError as error:
        return f"got {error}"


g = greenlet(waiter)
print(g.switch())
print(g.throw(ValueError("a stone")))
