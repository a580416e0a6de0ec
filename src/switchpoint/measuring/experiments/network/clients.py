"""Clients that open many connections and wait on all of them at once, in four ways.

Each returns the seconds from request to answer, of every request. The first request of every
connection counts from the beginning, because that is when all of them are wanted.
"""

from __future__ import annotations

import asyncio
import selectors
import socket
import threading
from dataclasses import dataclass
from itertools import pairwise
from time import perf_counter

import gevent
import gevent.socket


@dataclass(frozen=True)
class Work:
    """What a client has to do."""

    ports: list[int]
    connections: int
    requests: int
    """On each connection, one after the other."""
    seconds: float
    """What the server waits before it answers."""

    def addresses(self) -> list[tuple[str, int]]:
        """Return the address for each connection."""
        return [
            ("127.0.0.1", self.ports[number % len(self.ports)])
            for number in range(self.connections)
        ]

    @property
    def request(self) -> bytes:
        """Return what is sent."""
        return f"{self.seconds}\n".encode()


def threads(work: Work) -> list[float]:
    """Wait in a thread for each connection."""
    took: list[float] = []
    start = perf_counter()

    def ask(address: tuple[str, int]) -> None:
        began = start
        with socket.create_connection(address) as connection:
            for _ in range(work.requests):
                connection.sendall(work.request)
                connection.recv(1)
                ended = perf_counter()
                took.append(ended - began)
                began = ended

    started = [threading.Thread(target=ask, args=(it,)) for it in work.addresses()]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
    return took


def gevent_greenlets(work: Work) -> list[float]:
    """Wait in a Greenlet of gevent for each connection."""
    took: list[float] = []
    start = perf_counter()

    def ask(address: tuple[str, int]) -> None:
        began = start
        with gevent.socket.create_connection(address) as connection:
            for _ in range(work.requests):
                connection.sendall(work.request)
                connection.recv(1)
                ended = perf_counter()
                took.append(ended - began)
                began = ended

    gevent.joinall([gevent.spawn(ask, it) for it in work.addresses()], raise_error=True)
    return took


def asyncio_tasks(work: Work) -> list[float]:
    """Wait in a task of asyncio for each connection."""
    took: list[float] = []
    start = perf_counter()

    async def ask(address: tuple[str, int]) -> None:
        began = start
        reader, writer = await asyncio.open_connection(*address)
        for _ in range(work.requests):
            writer.write(work.request)
            await reader.readexactly(1)
            ended = perf_counter()
            took.append(ended - began)
            began = ended
        writer.close()

    async def main() -> None:
        await asyncio.gather(*(ask(it) for it in work.addresses()))

    asyncio.run(main())
    return took


def by_selectors(work: Work) -> list[float]:
    """Wait on all connections in one loop, without coroutines."""
    took: list[float] = []
    start = perf_counter()
    selector = selectors.DefaultSelector()
    times: dict[socket.socket, list[float]] = {}
    for address in work.addresses():
        connection = socket.socket()
        connection.setblocking(False)
        times[connection] = [start]
        connection.connect_ex(address)
        selector.register(connection, selectors.EVENT_WRITE)
    while times:
        for key, events in selector.select():
            assert isinstance(key.fileobj, socket.socket)
            connection = key.fileobj
            if events & selectors.EVENT_WRITE:  # it is connected
                selector.modify(connection, selectors.EVENT_READ)
                connection.send(work.request)
                continue
            connection.recv(1)
            times[connection].append(perf_counter())
            if len(times[connection]) <= work.requests:
                connection.send(work.request)
                continue
            took += [after - before for before, after in pairwise(times.pop(connection))]
            selector.unregister(connection)
            connection.close()
    return took


KINDS = {
    "thread": threads,
    "gevent": gevent_greenlets,
    "asyncio": asyncio_tasks,
    "selectors": by_selectors,
}
