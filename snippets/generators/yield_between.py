"""A buffer of one place, with a yield between looking and putting."""

from collections import deque

SIZE = 1
buffer = deque()


def produce(name):
    while len(buffer) == SIZE:  # look whether there is room
        yield
    yield  # somebody else may run here
    buffer.append(name)  # put
    print("put", name, "| in the buffer:", len(buffer), "of", SIZE)


ready = deque([produce("a"), produce("b")])
while ready:
    task = ready.popleft()
    if next(task, "end") != "end":
        ready.append(task)
