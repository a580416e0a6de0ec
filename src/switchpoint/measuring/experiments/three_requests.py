"""Measure the article's three requests, by ``requests`` in three Greenlets: patched, and not.

The server answers after 0.3, 0.9 and 0.6 seconds.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from multiprocessing.connection import Connection

from switchpoint.measuring.processes import in_a_process
from switchpoint.measuring.samples import Size, note, size_from_arguments

DELAYS = (0.3, 0.9, 0.6)

SCALE: dict[Size, float] = {"full": 1, "quick": 0.5, "tiny": 0.01}


class AnswersLate(BaseHTTPRequestHandler):
    """Answers after as many seconds as the address says."""

    def do_GET(self) -> None:
        """Answer."""
        time.sleep(float(self.path.removeprefix("/")))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


def serve(tell: Connection) -> None:
    """Listen on a free port, tell which, and answer until the process is ended."""
    with ThreadingHTTPServer(("127.0.0.1", 0), AnswersLate) as server:
        tell.send(server.server_port)
        server.serve_forever()


@contextmanager
def running_server() -> Iterator[int]:
    """Run the server in a process of its own; give its port."""
    context = get_context("spawn")
    hear, tell = context.Pipe(duplex=False)
    process = context.Process(target=serve, args=(tell,), daemon=True)
    process.start()
    try:
        yield hear.recv()
    finally:
        process.kill()
        process.join()


def patched(addresses: list[str]) -> float:
    """Patch everything, then fetch."""
    from gevent import monkey

    monkey.patch_all()
    return fetch(addresses)


def fetch(addresses: list[str]) -> float:
    """Fetch each address in a Greenlet; return the seconds that took."""
    import gevent
    import requests

    with requests.Session() as session:
        session.trust_env = False  # no proxy between us and our own server
        began = time.perf_counter()
        gevent.joinall([gevent.spawn(session.get, it) for it in addresses], raise_error=True)
        return time.perf_counter() - began


def main() -> None:
    """Measure both, each in an interpreter of its own."""
    scale = SCALE[size_from_arguments(__doc__)]
    with running_server() as port:
        addresses = [f"http://127.0.0.1:{port}/{delay * scale}" for delay in DELAYS]
        note("patched", in_a_process(patched, addresses))
        note("unpatched", in_a_process(fetch, addresses))


if __name__ == "__main__":
    main()
