"""With the GIL, one thread at a time runs Python code."""

import sys
import threading

# Ask running threads to step aside after a minute, not after 5 ms.
sys.setswitchinterval(60)
events = []


def compute():
    events.append("the thread begins to compute")
    total = 0
    for n in range(300_000):
        total += n
    events.append("the thread has finished")


thread = threading.Thread(target=compute)
thread.start()
events.append("the main thread goes on")
thread.join()

print(*events, sep="\n")
