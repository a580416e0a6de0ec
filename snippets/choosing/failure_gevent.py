"""One of three fails: joinall without and with raise_error."""

import gevent

gevent.get_hub().exception_stream = None  # hides the hub's report


def work(name, seconds):
    try:
        gevent.sleep(seconds)
        if name == "b":
            raise ValueError(name)
        print("  ended", name)
    except gevent.GreenletExit:
        print("  killed", name)
        raise


def three():
    jobs = ("a", 0.2), ("b", 0.4), ("c", 0.8)
    return [gevent.spawn(work, *job) for job in jobs]


print("joinall")
gevent.joinall(three())

print("joinall with raise_error")
greenlets = three()
try:
    gevent.joinall(greenlets, raise_error=True)
except ValueError as error:
    print("  raised", repr(error))
    gevent.killall(greenlets)
