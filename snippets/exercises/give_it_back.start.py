"""Exercise: give the seat back, however the greenlet ends."""

import gevent
from gevent.event import Event

free = 2


def guest(name, seated, leave):
    global free
    print(name, "sits, free:", free)
    seated.set()
    leave.wait()
    free += 1
    print(name, "leaves, free:", free)


def welcome(name, seated, leave):
    global free
    free -= 1
    return gevent.spawn(guest, name, seated, leave)


def main():
    seated, leave = Event(), Event()
    a = welcome("a", seated, leave)
    seated.wait()
    leave.set()
    a.join()
    seated, leave = Event(), Event()
    b = welcome("b", seated, leave)
    seated.wait()
    b.kill()
    print("free at the end:", free)


main()
