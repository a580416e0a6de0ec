"""Edges of gevent, asyncio and sockets that must print the same natively and in the tab.

What differs and stays so is in the list of differences (src/switchpoint/pages/limits).
"""

from gevent import monkey

monkey.patch_all()

import asyncio
import io
import os
import re
import signal
import sys
import threading
import time

import gevent
import greenlet
from gevent import socket
from gevent.event import Event
from gevent.queue import Queue


def tell(name, call, *args, **options):
    try:
        result = call(*args, **options)
    except BaseException as error:
        result = f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
    print(f"{name}: {result}")


def two_asyncio_runs():
    async def sleep():
        await asyncio.sleep(0.01)
        return "done"

    def run(name):
        coroutine = sleep()
        tell(name, asyncio.run, coroutine)
        coroutine.close()

    gevent.joinall([gevent.spawn(run, "first"), gevent.spawn(run, "second")])


async def asyncio_and_greenlets():
    loop, task, queue = asyncio.get_running_loop(), asyncio.current_task(), asyncio.Queue()

    def beside():
        print("other greenlet:", asyncio.get_running_loop() is loop, asyncio.current_task() is task)
        loop.call_soon_threadsafe(queue.put_nowait, "handed over")

    gevent.spawn(time.sleep, 0.01).link(lambda _: print("ran while asyncio waited"))
    await asyncio.sleep(0.2)
    print(await asyncio.to_thread(lambda: threading.current_thread() is threading.main_thread()))
    gevent.spawn(beside)
    gevent.sleep(0.01)  # within the task
    print(await queue.get(), asyncio.current_task() is task)


def order_of_what_is_due():
    pairs = [socket.socketpair() for _ in range(3)]

    def read(number):
        pairs[number][0].recv(1)
        print("socket", number)

    def sleep(number, seconds):
        gevent.sleep(seconds)
        print("timer", number)

    waiting = [gevent.spawn(read, number) for number in range(3)]
    waiting += [gevent.spawn(sleep, number, 0.3 - number / 10) for number in range(3)]
    gevent.sleep(0)
    for _, other in pairs:
        other.send(b".")
    until = time.monotonic() + 0.5
    while time.monotonic() < until:
        pass
    gevent.joinall(waiting)


def wrong_types_leave_no_timer():
    tell("get", Queue().get, timeout="soon")
    tell("timer", gevent.get_hub().loop.timer, "soon")
    tell("spawn_later", gevent.spawn_later, "soon", print)
    tell("for ever", Event().wait)


def signals():
    handler = gevent.signal_handler(signal.SIGUSR1, print, "handled")
    os.kill(os.getpid(), signal.SIGUSR1)
    gevent.sleep(0.05)
    handler.cancel()


def failing_callback():
    hub, hub.exception_stream = gevent.get_hub(), io.StringIO()
    hub.loop.run_callback(lambda: 1 / 0)
    gevent.sleep(0)
    lines = re.findall("File .*, in (.*)", hub.exception_stream.getvalue())
    hub.exception_stream = sys.stderr
    print("frames:", lines)


def texts_and_addresses():
    print(re.sub("0x[0-9a-f]+", "0x", repr(greenlet.greenlet(print))))
    made = socket.socket()
    print(re.sub("0x[0-9a-f]+|fd=[0-9]+", "", repr(made)))
    tell("bind to a text", made.bind, "here")
    tell("bind to a port", made.bind, ("127.0.0.1", 99_999))
    tell("connect to a text", made.connect, "there")
    made.close()


two_asyncio_runs()
asyncio.run(asyncio_and_greenlets())
for check in (
    order_of_what_is_due,
    wrong_types_leave_no_timer,
    signals,
    failing_callback,
    texts_and_addresses,
):
    check()
