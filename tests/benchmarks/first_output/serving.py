"""Serves all systems as a usual static host would, and counts what is sent.

A host compresses text and WebAssembly and leaves archives as they are. Addresses on other hosts,
as the peers' files name them, are rewritten on the way out: nothing of theirs is changed on disk.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from urllib.parse import unquote, urlsplit

_INTEGRITY = re.compile(rb'\bintegrity: *"sha[^"]*"')
"""A peer's checks of files from a CDN, which are rewritten."""

FOREIGN = re.compile(rb"https://(cdn\.jsdelivr\.net|cdnjs\.cloudflare\.com)/")
"""Hosts whose files are served from here; every other one cannot be reached."""

_TEXT = (".html", ".js", ".mjs", ".css", ".json", ".svg", ".xml", ".ipynb", ".webmanifest")
_COMPRESSED = (*_TEXT, ".wasm", ".ttf")
_LEVEL = 6
"""What static hosts use on the fly."""

_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm"}


@dataclass
class Sent:
    """What one visit moved: the path of each answer and the bytes of its body."""

    answers: list[tuple[str, int]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def total(self, counts: Callable[[str], bool]) -> int:
        """Return the bytes of the answers whose path counts."""
        return sum(size for path, size in self.answers if counts(path))


@dataclass(frozen=True)
class Line:
    """How fast answers come to all tabs together, as on a reader's line."""

    bytes_a_second: float
    delay: float
    """Seconds from a request to the first byte of its answer."""


SLOW = Line(1_000_000, 0.08)
"""8 Mbit/s and 80 ms."""

_PIECE = 16_384


class Host:
    """Some folders under one address, kept in memory once they have been asked for."""

    def __init__(self, folders: Sequence[tuple[str, Path]]) -> None:
        """Serve ``folders``, pairs of path prefix and folder; the first that has a file counts."""
        self._folders = folders
        self._ready: dict[str, tuple[bytes, str, bool] | None] = {}
        self._lock = Lock()
        self.address = ""
        self.sent = Sent()
        self.line: Line | None = None
        """None for no limit. Shaped here, for a browser's own emulation leaves workers alone."""
        self._free_at = 0.0

    def answer(self, path: str) -> tuple[bytes, str, bool] | None:
        """Return body, media type and whether it is compressed; None when there is no such file."""
        with self._lock:
            if path not in self._ready:
                self._ready[path] = self._read(path)
            return self._ready[path]

    def pieces(self, body: bytes) -> Iterator[bytes]:
        """Yield a body's pieces, each when the line has room for it."""
        line = self.line
        if line is None:
            yield body
            return
        time.sleep(line.delay)
        for start in range(0, len(body), _PIECE):
            piece = body[start : start + _PIECE]
            with self._lock:
                begin = max(self._free_at, time.monotonic())
                self._free_at = begin + len(piece) / line.bytes_a_second
            time.sleep(max(0.0, self._free_at - time.monotonic()))
            yield piece

    def note(self, path: str, size: int | None) -> None:
        """Count an answer, or a file that is missing."""
        with self._lock:
            if size is None:
                self.sent.missing.append(path)
            else:
                self.sent.answers.append((path, size))

    def visit(self) -> Sent:
        """Begin to count anew; return the account, which fills as files are sent."""
        with self._lock:
            self.sent = Sent()
            return self.sent

    def _read(self, path: str) -> tuple[bytes, str, bool] | None:
        found = self._find(path)
        if found is None:
            return None
        ending = found.suffix
        content = found.read_bytes()
        if ending in _TEXT:
            content = FOREIGN.sub(rf"{self.address}cdn/\1/".encode(), content)
            content = _INTEGRITY.sub(b'integrity: ""', content)
        media = _TYPES.get(ending) or mimetypes.guess_type(found.name)[0]
        if ending == ".gz":
            media = "application/gzip"
        packed = ending in _COMPRESSED
        if packed:
            content = gzip.compress(content, _LEVEL, mtime=0)
        return content, media or "application/octet-stream", packed

    def _find(self, path: str) -> Path | None:
        for prefix, folder in self._folders:
            if not path.startswith(prefix):
                continue
            found = (folder / path.removeprefix(prefix)).resolve()
            if found.is_dir():
                found /= "index.html"
            if found.is_relative_to(folder.resolve()) and found.is_file():
                return found
        return None


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    host: Host

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: browsers drop connections as they please, when a worker ends."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).removeprefix("/")
        found = self.server.host.answer(path)
        self.server.host.note(path, None if found is None else len(found[0]))
        body, media, packed = found or (b"", "text/plain", False)
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Access-Control-Allow-Origin", "*")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        for piece in self.server.host.pieces(body):
            self.wfile.write(piece)

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def serving(folders: Sequence[tuple[str, Path]]) -> Iterator[Host]:
    """Serve on 127.0.0.1; yield the host, whose address ends in a slash."""
    host = Host(folders)
    server = _Server(("127.0.0.1", 0), _Handler)
    server.host = host
    host.address = f"http://127.0.0.1:{server.server_port}/"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
