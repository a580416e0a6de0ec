"""Measure which part of a heartbeat's ticks comes while a call blocks beside it.

The heart beats in a thread, in a Greenlet or in a task of asyncio. The call is written as in any
synchronous program. A sample of 1 means that all ticks came, 0 that none did.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import re
import socket
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from switchpoint.measuring.experiments.network.server import running_server
from switchpoint.measuring.processes import in_a_process
from switchpoint.measuring.samples import Size, note, size_from_arguments

SECONDS: dict[Size, float] = {"full": 0.5, "quick": 0.2, "tiny": 0.05}
"""How long a call blocks, about."""

BEAT = 0.01

type Call = Callable[[], object]


def sleeping(seconds: float, port: int) -> Call:
    """Sleep."""
    return lambda: time.sleep(seconds)


def socket_in_python(seconds: float, port: int) -> Call:
    """Wait for an answer by Python's socket."""
    return lambda: asked(port, seconds).recv(1)


def socket_in_c(seconds: float, port: int) -> Call:
    """Wait for an answer as a client does that is written in C."""
    library, buffer = ctypes.CDLL(None), ctypes.create_string_buffer(1)

    def call() -> None:
        connection = asked(port, seconds)
        os.set_blocking(connection.fileno(), True)
        library.recv(connection.fileno(), buffer, 1, 0)

    return call


def asked(port: int, seconds: float) -> socket.socket:
    """Return a connection on which the answer comes after the time."""
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(f"{seconds}\n".encode())
    return connection


def looking_up(seconds: float, port: int) -> Call:
    """Look up a name, again and again."""
    return again_and_again(lambda: socket.getaddrinfo("localhost", 80), seconds)


def reading(seconds: float, port: int) -> Call:
    """Read a file, Python's own executable, again and again."""
    return again_and_again(Path(sys.executable).read_bytes, seconds)


def again_and_again(call: Call, seconds: float) -> Call:
    """Return what makes a short call until the time is over."""

    def calls() -> None:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            call()

    return calls


def matching(seconds: float, port: int) -> Call:
    """Match a pattern in vain, which takes twice as long with every further letter."""
    letters = 10

    def match() -> object:
        return re.match("(a+)+b", "a" * letters)

    while time_of(match) < seconds * 0.7:
        letters += 1
    return match


def database(seconds: float, port: int) -> Call:
    """Let SQLite count."""
    base, rows = sqlite3.connect(":memory:"), 1000
    numbers = "with recursive n(x) as (select 1 union all select x + 1 from n where x < ?)"

    def count() -> object:
        return base.execute(f"{numbers} select count(*) from n", (rows,)).fetchall()

    while time_of(count) < seconds * 0.7:
        rows *= 2
    return count


def time_of(call: Call) -> float:
    """Return the seconds that a call takes."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


CALLS: dict[str, Callable[[float, int], Call]] = {
    "sleep": sleeping,
    "socket": socket_in_python,
    "c_client": socket_in_c,
    "dns": looking_up,
    "file": reading,
    "sqlite": database,
    "regex": matching,
}


def beside_a_thread(call: Call) -> float:
    """Return the part of the ticks that come while the heart beats in a thread."""
    ticks: list[float] = []
    over = threading.Event()

    def heart() -> None:
        while not over.is_set():
            time.sleep(BEAT)
            ticks.append(time.perf_counter())

    thread = threading.Thread(target=heart)
    thread.start()
    time.sleep(3 * BEAT)
    began = time.perf_counter()
    call()
    ended = time.perf_counter()
    over.set()
    thread.join()
    return part_of(ticks, began, ended)


def beside_a_task(call: Call) -> float:
    """Return the part of the ticks that come while the heart beats in a task of asyncio."""
    ticks: list[float] = []

    async def heart() -> None:
        while True:
            await asyncio.sleep(BEAT)
            ticks.append(time.perf_counter())

    async def main() -> float:
        task = asyncio.create_task(heart())
        await asyncio.sleep(3 * BEAT)
        began = time.perf_counter()
        call()
        ended = time.perf_counter()
        task.cancel()
        return part_of(ticks, began, ended)

    return asyncio.run(main())


def part_of(ticks: list[float], began: float, ended: float) -> float:
    """Return how many of the ticks came that were due between the two times, as a part of one."""
    due = (ended - began) / BEAT
    return min(1.0, sum(began <= tick <= ended for tick in ticks) / due)


type Parts = dict[str, float]
"""The part of the ticks that came, for each call."""


def threads(seconds: float, port: int) -> Parts:
    """Measure every call beside a thread."""
    return {name: beside_a_thread(make(seconds, port)) for name, make in CALLS.items()}


def greenlets(seconds: float, port: int) -> Parts:
    """Do the same after everything is patched: the threads are Greenlets of gevent now."""
    from gevent import monkey

    monkey.patch_all(ssl=False)  # asyncio has imported it already, and nothing here needs it
    return threads(seconds, port)


def tasks(seconds: float, port: int) -> Parts:
    """Measure every call beside a task."""
    return {name: beside_a_task(make(seconds, port)) for name, make in CALLS.items()}


def main() -> None:
    """Measure each kind in an interpreter of its own."""
    seconds = SECONDS[size_from_arguments(__doc__)]
    with running_server() as ports:
        for kind, measure in {"thread": threads, "gevent": greenlets, "asyncio": tasks}.items():
            for name, part in in_a_process(measure, seconds, ports[0]).items():
                note(kind, part, measure="ticks", point=name)


if __name__ == "__main__":
    main()
