"""Threads that the patch has made greenlets: they start at their target, or in a library."""

from gevent import monkey

monkey.patch_all()

import threading
from concurrent.futures import ThreadPoolExecutor


class Worker(threading.Thread):
    def run(self):
        print("run")


def target(name):
    print(name)


for thread in threading.Thread(target=target, args=("target",)), Worker():
    thread.start()
    thread.join()
with ThreadPoolExecutor(1) as pool:
    pool.submit(target, "pool").result()
