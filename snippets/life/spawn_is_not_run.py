"""spawn only gets a greenlet ready; it runs when its maker waits."""

import gevent


def work(name):
    print(name, "runs")
    return name.upper()


a = gevent.spawn(work, "a")
b = gevent.spawn(work, "b")
print("both spawned, ended:", a.ready(), b.ready())
gevent.joinall([a, b])
print("both joined, ended:", a.ready(), b.ready())
print("results:", a.value, b.value)
