"""except Timeout catches an outer limit, too: ask whose it is."""

import gevent


def careless():
    try:
        with gevent.Timeout(2):
            gevent.sleep(5)
    except gevent.Timeout:
        return "took the outer limit for its own"


def careful():
    with gevent.Timeout(2) as mine:
        try:
            gevent.sleep(5)
        except gevent.Timeout as timeout:
            if timeout is not mine:
                raise
            return "my own limit"


for work in careless, careful:
    result = gevent.with_timeout(0.2, work, timeout_value="gave up")
    print(f"{work.__name__}: {result}")
