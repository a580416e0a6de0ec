"""The page's own host, for programs in the tab: HTTP on their side, the browser's fetch on ours.

A browser lets a tab ask the host that it came from, but not open a connection to it. So a
connection to that host ends here: what a program sends is read as HTTP/1.1 (RFC 9112), fetched
while other greenlets run, and answered. TLS is the browser's affair: on this side there is none.
"""

from __future__ import annotations

import email.parser
import errno
import json
import re
from http import HTTPStatus
from typing import Any

import js  # type: ignore[import-not-found]
from pyodide.ffi import to_js

from . import loopback, stacks
from .gevent_loop import Loop

_BETWEEN_TWO = frozenset(
    ("connection", "content-encoding", "content-length", "host", "keep-alive", "transfer-encoding")
)
"""Headers about one connection: the browser has its own."""

_waiting: list[_FarEnd] = []


class _FarEnd(loopback.End):
    """What answers on a connection to the page's host."""

    waits_outside = True

    def __init__(self) -> None:
        """Wait for a request."""
        super().__init__()
        self._asked: Any = None
        self._method = ""
        self._is_last = False

    def changed(self) -> None:
        """Fetch, if a whole request has come."""
        super().changed()
        head, found, rest = bytes(self.inbox).partition(b"\r\n\r\n")
        if self._asked is not None or self.peer is None or not found:
            return
        line, _, fields = head.decode("latin-1").partition("\r\n")
        headers = email.parser.HeaderParser().parsestr(fields)
        try:
            self._method, path, version = line.split(" ")
            length = int(headers["Content-Length"] or 0)
        except ValueError:
            return self._refuse(HTTPStatus.BAD_REQUEST)
        if "Transfer-Encoding" in headers:
            return self._refuse(HTTPStatus.LENGTH_REQUIRED)
        if len(rest) < length:
            return None
        del self.inbox[: len(head) + 4 + length]
        wish = (headers["Connection"] or "").lower()
        self._is_last = wish == "close" or (version == "HTTP/1.0" and wish != "keep-alive")
        handed_on = [pair for pair in headers.items() if pair[0].lower() not in _BETWEEN_TWO]
        body = to_js(rest[:length]) if self._method not in ("GET", "HEAD") else None
        self._asked = stacks.request(self._method, path, json.dumps(handed_on), body)
        _waiting.append(self)
        return None

    def look(self) -> None:
        """Answer, if the browser has."""
        asked = self._asked
        if self.peer is None:
            _waiting.remove(self)
        elif hasattr(asked, "answer"):
            status, reason, headers, body = asked.answer
            self._answer(status, reason, json.loads(headers), bytes(body.to_py()))
        elif hasattr(asked, "failure"):
            reason = f"the browser could not fetch this: {asked.failure}\n"
            self._answer(502, HTTPStatus.BAD_GATEWAY.phrase, [], reason.encode())

    def _answer(self, status: int, reason: str, headers: list[list[str]], body: bytes) -> None:
        self._asked = None
        _waiting.remove(self)
        kept = [pair for pair in headers if pair[0].lower() not in _BETWEEN_TWO]
        length = str(len(body))
        if self._method == "HEAD":
            length = dict(headers).get("content-length", length)
        kept += [["content-length", length], *([["connection", "close"]] * self._is_last)]
        lines = [f"HTTP/1.1 {status} {reason or HTTPStatus(status).phrase}"]
        lines += [f"{name}: {value}" for name, value in kept]
        assert self.peer is not None
        self.peer.inbox += "\r\n".join([*lines, "\r\n"]).encode("latin-1", "replace") + body
        peer = self.peer
        if self._is_last:
            self.close()
        peer.changed()
        self.changed()  # the next request may have come already

    def _refuse(self, status: HTTPStatus) -> None:
        self._is_last = True
        self.inbox.clear()
        _waiting.append(self)
        self._answer(status, status.phrase, [], b"")


def _look_around() -> None:
    for end in tuple(_waiting):
        end.look()


def install() -> None:
    """Let programs reach the host that the page came from. Call it after loopback.install()."""
    # not location.hostname: a worker from a blob: address has nothing but the page's origin
    origin = str(getattr(getattr(js, "location", None), "origin", ""))
    found = re.fullmatch(r"(https?)://(.+?)(?::(\d+))?", origin)
    if not found:
        return
    port = int(found[3] or {"https": 443}.get(found[1], 80))
    loopback.outside = loopback.Host(found[2], port, _FarEnd)
    Loop.look_around = staticmethod(_look_around)


def without_tls(ssl: Any) -> None:
    """Have the module ``ssl``, which is hollow in a tab, leave TLS to the browser."""

    # gevent.monkey would warn of a module that has a name for this class, too
    class SSLContext:
        """Takes every setting and needs none."""

        check_hostname = property(lambda self: True, lambda self, value: None)  # the browser does

        def __init__(self, protocol: object = None) -> None:
            self.options = self.verify_flags = 0
            self.post_handshake_auth = self.keylog_filename = None

        def __getattr__(self, name: str) -> Any:
            if name.startswith(("load_", "set_")):
                return lambda *values, **options: None
            raise AttributeError(name)

        def wrap_socket(self, sock: Any, *rest: Any, **options: Any) -> Any:
            """Return a socket to the page's host as it is; refuse any other."""
            host = loopback.outside
            if host is not None and sock.getpeername() == (host.address, host.port):
                return sock
            raise OSError(errno.EPROTONOSUPPORT, "a browser tab has no TLS of its own: use http://")

    ssl.SSLContext = SSLContext
    ssl.create_default_context = lambda *values, **options: SSLContext()
    ssl._create_default_https_context = ssl.create_default_context
