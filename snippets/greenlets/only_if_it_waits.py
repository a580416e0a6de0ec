"""A patched call switches only when it has to wait."""

# needs: nothing
from gevent import monkey

monkey.patch_all()

import os
import queue
import socket
import threading

import gevent

items, lock = queue.Queue(), threading.Lock()
left, right = socket.socketpair()


def watch(call, arguments, remedy, name):
    other = gevent.spawn(*remedy)  # ready to run from now on
    call(*arguments)
    print("switches:" if other.ready() else "   stays:", name)
    other.join()


nothing = [int]
items.put("an item")
watch(items.get, [], nothing, "get, an item is there")
watch(items.get, [], [items.put, 1], "get, the queue is empty")
watch(lock.acquire, [], nothing, "acquire, the lock is free")
watch(lock.acquire, [], [lock.release], "acquire, the lock is taken")
left.sendall(b"x")
watch(right.recv, [1], nothing, "recv, data is there")
watch(right.recv, [1], [left.sendall, b"x"], "recv, nothing is there")
watch(open, [os.devnull], nothing, "open, a regular file")
watch(sum, [range(1000)], nothing, "sum, only computing")
