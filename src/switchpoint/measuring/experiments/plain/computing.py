"""Print the seconds that a number of threads take to compute a number of pieces together."""

import sys
import threading
from time import perf_counter

WORKERS, PIECES, STEPS = map(int, sys.argv[1:])


def compute() -> None:
    """Compute the pieces of one worker."""
    for _ in range(PIECES // WORKERS):
        number = 1
        for _ in range(STEPS):
            number = number * 3 % 1000003


threads = [threading.Thread(target=compute) for _ in range(WORKERS)]
began = perf_counter()
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(perf_counter() - began)
