"""A link is called at the end, whichever end it is."""

import gevent

gevent.get_hub().exception_stream = None  # no report on stderr


def good():
    return 42


def bad():
    raise ValueError("no luck")


def ended(g):
    gevent.sleep(0)  # a link has a greenlet of its own and may wait
    print(f"{g.name}: {g.value}, {g.exception!r}")


for work in good, bad:
    g = gevent.spawn(work)
    g.name = work.__name__
    g.link(ended)
    g.link_exception(lambda g: print(f"{g.name} has failed"))
    gevent.joinall([g])
    gevent.sleep(0)
    gevent.sleep(0)
