"""Two threads read the same number before either writes."""

import threading

meeting = threading.Barrier(2)
lock = threading.Lock()
total = 0


def one():
    meeting.wait()  # both threads have read total by now
    return 1


def without_lock():
    global total
    total = total + one()  # read, wait, write


def with_lock():
    global total
    with lock:
        total = total + 1


def run(target):
    global total
    total = 0
    pair = [threading.Thread(target=target) for _ in range(2)]
    for thread in pair:
        thread.start()
    for thread in pair:
        thread.join()
    return total


print("two additions without a lock:", run(without_lock))
print("two additions with a lock:   ", run(with_lock))
