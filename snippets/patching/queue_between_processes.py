"""multiprocessing.Queue after the patch: get needs a time limit."""

from gevent import monkey

monkey.patch_all()

import multiprocessing

fork = multiprocessing.get_context("fork")


def put_and_get(**limit):
    queue = fork.Queue()
    queue.put("hello")  # a patched thread is to send it
    assert queue.get(**limit) == "hello"


for limit in {"timeout": 5}, {}:
    child = fork.Process(target=put_and_get, kwargs=limit)
    child.start()
    child.join(2)
    if child.exitcode == 0:
        print("put and get with", limit, "done")
    else:
        print("put and get with", limit, "still waits after 2 s")
        child.kill()
        child.join()
