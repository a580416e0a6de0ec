"""Staggered sleeps end in order of their length."""

import gevent


def task(name, seconds):
    gevent.sleep(seconds)
    print(name)


gevent.joinall([gevent.spawn(task, "slow", 0.3), gevent.spawn(task, "quick", 0.1)])
