"""After the patch a Thread is a greenlet."""

from gevent import monkey

monkey.patch_all()

import threading
import time

import greenlet

system_threads = set()


def work(name, seconds):
    system_threads.add(threading.get_native_id())
    print(name, "begins in a", type(greenlet.getcurrent()).__name__)
    time.sleep(seconds)
    print(name, "ends")


threads = [
    threading.Thread(target=work, args=("a", 0.6)),
    threading.Thread(target=work, args=("b", 0.3)),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("threads of the operating system:", len(system_threads))
