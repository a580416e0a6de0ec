"""Threads one after another, each with a name of its own, one of them with an error."""

import threading


def work():
    print("at work in", threading.current_thread().name)


def fail():
    raise ValueError("not today")


threading.excepthook = lambda seen: print("seen:", seen.exc_value)
for name, target in ("A", work), ("B", fail):
    thread = threading.Thread(target=target, name=name)
    thread.start()
    thread.join()
