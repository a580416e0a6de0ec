"""Two generators share a buffer of two places, without a lock."""

from collections import deque

SIZE = 2
buffer = deque()


def produce():
    for item in range(1, 6):
        while len(buffer) == SIZE:
            print("  full: the producer waits")
            yield
        buffer.append(item)
        print("put ", item, list(buffer))


def consume():
    for _ in range(5):
        while not buffer:
            print("  empty: the consumer waits")
            yield
        item = buffer.popleft()
        print("take", item, list(buffer))


ready = deque([produce(), consume()])
while ready:
    task = ready.popleft()
    try:
        next(task)
    except StopIteration:
        continue
    ready.append(task)
