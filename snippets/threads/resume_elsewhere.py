"""One generator, resumed in turn by two threads."""

import threading


def steps():
    for n in 1, 2, 3:
        print("step", n, "in", threading.current_thread().name)
        yield


def resume():
    next(g)


g = steps()
next(g)
other = threading.Thread(target=resume, name="OtherThread")
other.start()
other.join()
next(g)
