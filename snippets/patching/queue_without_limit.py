"""multiprocessing.Queue after the patch: get needs a time limit."""

from gevent import monkey

monkey.patch_all()

import multiprocessing
import signal


def give_up(*_):
    raise TimeoutError


signal.signal(signal.SIGALRM, give_up)
queue = multiprocessing.Queue()
queue.put("hello")  # a patched thread, so a greenlet, is to send it

signal.alarm(1)
try:
    print("get():", queue.get())
except TimeoutError:
    print("get(): nothing within 1 s, and the hub was blocked")

print("get(timeout=5):", queue.get(timeout=5))
