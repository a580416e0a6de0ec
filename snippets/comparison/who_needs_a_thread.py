"""Eight of each kind, all alive at once: how many OS threads?"""

import threading

import gevent

seen = []
meeting = threading.Barrier(8)


def note():
    seen.append(threading.get_native_id())


def as_generator():
    note()
    yield


def as_greenlet():
    note()
    gevent.sleep(0)


def as_thread():
    note()
    meeting.wait()  # stay alive until all eight are here


generators = [as_generator() for _ in range(8)]
for g in generators:
    next(g)
print("8 generators:", len(set(seen)), "thread")

seen.clear()
gevent.joinall([gevent.spawn(as_greenlet) for _ in range(8)])
print("8 greenlets: ", len(set(seen)), "thread")

seen.clear()
threads = [threading.Thread(target=as_thread) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("8 threads:   ", len(set(seen)), "threads")
