"""Eight of each kind, all alive at once: how many OS threads?"""

from threading import Barrier, Thread, get_native_id

import gevent

seen, meeting = [], Barrier(8)


def as_generator():
    seen.append(get_native_id())
    yield


def as_greenlet():
    seen.append(get_native_id())
    gevent.sleep(0)


def as_thread():
    seen.append(get_native_id())
    meeting.wait()  # stay alive until all eight are here


generators = [as_generator() for _ in range(8)]
for g in generators:
    next(g)
print("8 generators:", len(set(seen)), "thread")

seen.clear()
gevent.joinall([gevent.spawn(as_greenlet) for _ in range(8)])
print("8 greenlets: ", len(set(seen)), "thread")

seen.clear()
threads = [Thread(target=as_thread) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("8 threads:   ", len(set(seen)), "threads")
