"""A thread whose starter only waits for it: the order is certain, whoever schedules them."""

import threading


def numbers():
    for number in 1, 2, 3:
        yield number


def visit():
    print("the thread takes", next(source))


source = numbers()
print("main takes", next(source))
visitor = threading.Thread(target=visit)
visitor.start()
visitor.join()
print("main takes", next(source))
