"""An empty queue is not a finished one; join waits for task_done."""

import gevent
from gevent.queue import Queue

tasks = Queue()


def work(name):
    for task in tasks:
        gevent.sleep(0)
        print(name, "has done", task)
        tasks.task_done()


workers = [gevent.spawn(work, name) for name in "ab"]
for n in 1, 2, 3, 4:
    tasks.put(n)
while not tasks.empty():
    gevent.sleep(0)
print("the queue is empty")
tasks.join()
print("all is done")
gevent.killall(workers)
