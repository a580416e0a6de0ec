"""Two greenlets look, both find the last ticket, both sell it."""

import gevent

tickets = 1
sold_to = []


def pay():
    gevent.sleep(0)  # waits for the bank


def buy(name):
    global tickets
    if tickets > 0:
        pay()
        tickets -= 1
        sold_to.append(name)


gevent.joinall([gevent.spawn(buy, name) for name in ("ann", "bob")])
print("sold to:", *sold_to)
print("tickets left:", tickets)
