"""Solution: take before the wait, give back if paying fails."""

import gevent

tickets = 3
sold_to = []


def pay(name):
    gevent.sleep(0)  # waits for the bank


def buy(name):
    global tickets
    if tickets > 0:
        tickets -= 1
        try:
            pay(name)
        except BaseException:  # a kill as well
            tickets += 1
            raise
        sold_to.append(name)


gevent.joinall([gevent.spawn(buy, name) for name in "abcde"])
print("sold:", len(sold_to), "left:", tickets)
