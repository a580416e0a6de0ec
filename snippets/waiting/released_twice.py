"""release without acquire: one kind complains, the other grows."""

from gevent.lock import BoundedSemaphore, Semaphore

for kind in Semaphore, BoundedSemaphore:
    seats = kind(1)
    seats.acquire()
    got_one = seats.acquire(timeout=0.1)  # no seat in time
    print(kind.__name__, "| a second seat:", got_one)
    try:
        seats.release()
        seats.release()  # this one was never acquired
        print("  seats now:", seats.counter)
    except ValueError as error:
        print("  ValueError:", error)
