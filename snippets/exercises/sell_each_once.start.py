"""Exercise: sell each ticket once, and lose none when paying fails."""

import gevent

tickets = 3
sold_to = []


def pay(name):
    gevent.sleep(0)  # waits for the bank


def buy(name):
    global tickets
    if tickets > 0:
        pay(name)
        tickets -= 1
        sold_to.append(name)


gevent.joinall([gevent.spawn(buy, name) for name in "abcde"])
print("sold:", len(sold_to), "left:", tickets)
