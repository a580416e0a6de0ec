"""Two locks, taken in opposite orders, stop two threads."""

import threading

red, blue = threading.Lock(), threading.Lock()
both_hold_one = threading.Barrier(2)
both_have_tried = threading.Barrier(2)
got_second = {}


def work(name, first, second):
    with first:
        both_hold_one.wait()
        # Without the timeout this line would wait for ever.
        got_second[name] = second.acquire(timeout=0.3)
        both_have_tried.wait()


pair = [
    threading.Thread(target=work, args=("A", red, blue)),
    threading.Thread(target=work, args=("B", blue, red)),
]
for thread in pair:
    thread.start()
for thread in pair:
    thread.join()

for name in "AB":
    print(f"thread {name} got its second lock:", got_second[name])
