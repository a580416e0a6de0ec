"""A loop over shared data that waits: meanwhile the data change."""

import gevent

stock = {"a": 1, "b": 2}


def count(names):
    total = 0
    for name in names:
        gevent.sleep(0)
        total += stock[name]
    return total


def try_to_count(names):
    try:
        print("total:", count(names))
    except RuntimeError as error:
        print("RuntimeError:", error)


for names in stock, list(stock):
    counting = gevent.spawn(try_to_count, names)
    gevent.spawn(stock.setdefault, f"new {len(stock)}", 3)
    counting.join()
