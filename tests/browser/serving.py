"""Builds the site and serves it on 127.0.0.1 below a sub-path, as any static host may."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from socket import SHUT_RDWR, socket
from threading import Thread
from typing import Any, BinaryIO

ROOT = Path(__file__).parents[2]
SUB_PATH = "/some/sub-path/"


class Handler(SimpleHTTPRequestHandler):
    """Knows nothing outside the sub-path."""

    protocol_version = "HTTP/1.1"
    # A body follows its header at once, not when the browser has acknowledged that, 40 ms later.
    disable_nagle_algorithm = True
    compresses = True

    def translate_path(self, path: str) -> str:
        if not path.startswith(SUB_PATH):
            return str(Path(self.directory) / "there-is-nothing-outside-the-sub-path")
        return super().translate_path("/" + path.removeprefix(SUB_PATH))

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Send the engine compressed, as most hosts do; the other files as they are."""
        packed = Path(f"{self.translate_path(self.path)}.gz")
        if not (self.compresses and self.path.endswith(".asm.wasm") and packed.is_file()):
            return super().send_head()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(self.path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(packed.stat().st_size))
        self.end_headers()
        return packed.open("rb")

    def log_message(self, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.connections: list[socket] = []

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections.append(request)
        super().process_request(request, client_address)

    def server_close(self) -> None:
        """Hang up, too: browsers keep connections for later."""
        super().server_close()
        for connection in self.connections:
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: browsers drop connections as they please, when a worker ends."""


Handler.extensions_map |= {
    ".js": "text/javascript",
    ".wasm": "application/wasm",
}


@contextmanager
def serve(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Yield the address of the folder, ending in a slash."""
    server = _Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def build_site(folder: Path, address: str) -> None:
    """Build the site into a folder, as a deployment at this address would."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": address},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
