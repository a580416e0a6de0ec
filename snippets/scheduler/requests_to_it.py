"""What a task yields is a request, and send brings the answer."""

from collections import deque


def run(first):
    ready = deque([(first, None)])  # a task, and the answer for it
    started = 0
    while ready:
        task, answer = ready.popleft()
        try:
            request, *arguments = task.send(answer)
        except StopIteration:
            continue
        if request == "start":
            started += 1
            ready.append((arguments[0], None))
            ready.append((task, f"task {started}"))
        elif request == "how many?":
            ready.append((task, len(ready) + 1))


def child():
    print("  child counts", (yield ("how many?",)))


def main():
    print("main started", (yield "start", child()))
    print("main started", (yield "start", child()))
    print("main counts", (yield ("how many?",)))


run(main())
