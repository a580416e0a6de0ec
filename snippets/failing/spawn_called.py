"""spawn(work()) runs work before there is a greenlet."""

import gevent


def work(name):
    print(name, "begins")
    gevent.sleep(0)
    print(name, "ends")
    return 5


print("called by mistake:")
for name in "AB":
    try:
        gevent.spawn(work(name))
    except TypeError as error:
        print("TypeError:", error)

print("as it should be:")
gevent.joinall([gevent.spawn(work, name) for name in "CD"])
