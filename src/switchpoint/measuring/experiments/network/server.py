"""A server that answers as late as it is asked to: the request is a line with seconds in it."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection

PORTS = 4
"""Each has a queue of its own for connections that the server has not accepted yet, and a system
lets no queue grow beyond a few thousand."""

FILES = 11_000
"""The open files that a process with 10,000 connections needs."""


class AnswerLate(asyncio.Protocol):
    """One connection; its client waits for each answer before it asks again."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer after as many seconds as the line says."""
        asyncio.get_running_loop().call_later(float(data), self.answer)

    def answer(self) -> None:
        """Send the answer, if the client is still there."""
        if not self.transport.is_closing():
            self.transport.write(b"!")


async def serve(tell: Connection) -> None:
    """Listen on free ports, tell which, and answer until the process is ended."""
    loop = asyncio.get_running_loop()
    servers = [
        await loop.create_server(AnswerLate, "127.0.0.1", 0, backlog=4096) for _ in range(PORTS)
    ]
    tell.send([server.sockets[0].getsockname()[1] for server in servers])
    await asyncio.Event().wait()


def main(tell: Connection) -> None:
    """Run the server."""
    allow_many_files()
    asyncio.run(serve(tell))


def allow_many_files() -> int:
    """Allow this process as many open files as are needed, if it can have them; return how many."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = FILES if most == resource.RLIM_INFINITY else min(most, FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))
    return allowed


@contextmanager
def running_server() -> Iterator[list[int]]:
    """Run the server in a process of its own; give the ports that it listens on."""
    context = get_context("spawn")
    hear, tell = context.Pipe(duplex=False)
    process = context.Process(target=main, args=(tell,), daemon=True)
    process.start()
    try:
        yield hear.recv()
    finally:
        process.kill()
        process.join()
