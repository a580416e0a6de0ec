"""Two threads share a queue.Queue of two places, and need no lock."""

import queue
import threading

SIZE = 2
items = queue.Queue(maxsize=SIZE)
eaten = []
sizes = []


def consume():
    while (item := items.get()) is not None:
        eaten.append(item)


# Nobody is consuming yet, so the third item finds the queue full.
for item in 1, 2, 3:
    try:
        items.put_nowait(item)
        print("put", item)
    except queue.Full:
        print("full, no room for", item)

consumer = threading.Thread(target=consume)
consumer.start()
for item in 3, 4, 5:
    items.put(item)  # waits while the queue is full
    sizes.append(items.qsize())
items.put(None)  # the end
consumer.join()

print("eaten:", eaten)
print("never more than two waiting:", max(sizes) <= SIZE)
