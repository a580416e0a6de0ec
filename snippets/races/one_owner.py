"""One greenlet owns the balance; all others send it messages."""

import gevent
from gevent.queue import Queue


def account(inbox):
    balance = 0
    for amount in inbox:
        seen = balance
        gevent.sleep(0)  # a switch here does no harm
        balance = seen + amount
    return balance


def customer(inbox):
    for _ in range(4):
        inbox.put(1)
        gevent.sleep(0)


inbox = Queue()
owner = gevent.spawn(account, inbox)
gevent.joinall([gevent.spawn(customer, inbox) for _ in range(3)])
inbox.put(StopIteration)
print("12 payments, balance:", owner.get())
