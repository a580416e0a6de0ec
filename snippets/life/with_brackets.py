"""spawn(work()) runs work here and now, and reports no error."""

import gevent


def work(name):
    print(name, "begins")
    gevent.sleep(0)
    print(name, "ends")


print("spawn(work(name)):")
gevent.joinall([gevent.spawn(work(name)) for name in "ab"])

print("spawn(work, name):")
gevent.joinall([gevent.spawn(work, name) for name in "ab"])
