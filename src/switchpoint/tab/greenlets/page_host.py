"""HTTP from a program in the tab to the host that served the page, by the browser's ``fetch``.

A browser lets a tab send requests to the page's host, but not open a connection to it. So a
program's connection to that host ends in this module: the bytes that the program sends are parsed
as HTTP/1.1 (RFC 9112), fetched while other greenlets run, and the response is written back. The
browser does the encryption, so the program's side of the connection has no TLS.
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

from . import loopback, own_frames, stacks
from .gevent_loop import Loop

_HOP_BY_HOP = frozenset(
    ("connection", "content-encoding", "content-length", "host", "keep-alive", "transfer-encoding")
)
"""Headers that concern one connection; the browser sets its own on the real one."""

_waiting: list[_FarEnd] = []


class _FarEnd(loopback.End):
    """The host's end of a program's connection to it."""

    waits_outside = True

    def __init__(self) -> None:
        """Make an end that has received nothing yet."""
        loopback.End.__init__(self)
        self._request: Any = None
        self._method = ""
        self._is_last = False

    def changed(self) -> None:
        """Fetch the request once it has arrived whole."""
        loopback.End.changed(self)
        head, found, rest = bytes(self.inbox).partition(b"\r\n\r\n")
        if self._request is not None or self.peer is None or not found:
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
        connection = (headers["Connection"] or "").lower()
        self._is_last = connection == "close" or (
            version == "HTTP/1.0" and connection != "keep-alive"
        )
        forwarded = [pair for pair in headers.items() if pair[0].lower() not in _HOP_BY_HOP]
        body = to_js(rest[:length]) if self._method not in ("GET", "HEAD") else None
        self._request = stacks.request(self._method, path, json.dumps(forwarded), body)
        _waiting.append(self)
        return None

    def answer_if_fetched(self) -> None:
        """Write the response back if the browser has received it."""
        request = self._request
        if self.peer is None:
            _waiting.remove(self)
        elif hasattr(request, "answer"):
            status, reason, headers, body = request.answer
            self._answer(status, reason, json.loads(headers), bytes(body.to_py()))
        elif hasattr(request, "failure"):
            reason = f"the browser could not fetch this: {request.failure}\n"
            self._answer(502, HTTPStatus.BAD_GATEWAY.phrase, [], reason.encode())

    def _answer(self, status: int, reason: str, headers: list[list[str]], body: bytes) -> None:
        self._request = None
        _waiting.remove(self)
        kept = [pair for pair in headers if pair[0].lower() not in _HOP_BY_HOP]
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
        self.changed()  # the next request may have arrived already

    def _refuse(self, status: HTTPStatus) -> None:
        self._is_last = True
        self.inbox.clear()
        _waiting.append(self)
        self._answer(status, status.phrase, [], b"")


def _answer_waiting() -> None:
    """Write back every response that the browser has received."""
    for end in tuple(_waiting):
        end.answer_if_fetched()


def install() -> None:
    """Let programs reach the host that served the page; call it after ``loopback.install()``."""
    # A worker from a blob: address has no location.hostname, only the page's origin.
    origin = str(getattr(getattr(js, "location", None), "origin", ""))
    found = re.fullmatch(r"(https?)://(.+?)(?::(\d+))?", origin)
    if not found:
        return
    port = int(found[3] or {"https": 443}.get(found[1], 80))
    loopback.outside = loopback.Host(found[2], port, _FarEnd)
    Loop.after_wait = staticmethod(_answer_waiting)


def without_tls(ssl: Any) -> None:
    """Give Pyodide's module ``ssl`` the missing ``SSLContext``; it leaves TLS to the browser.

    The class is local because gevent.monkey warns when another module has a reference to it.
    """

    class SSLContext:
        """Accepts every setting and ignores it."""

        check_hostname = property(lambda self: True, lambda self, value: None)  # the browser checks

        def __init__(self, protocol: object = None) -> None:
            self.options = self.verify_flags = 0
            self.post_handshake_auth = self.keylog_filename = None

        def __getattr__(self, name: str) -> Any:
            if name.startswith(("load_", "set_")):
                return lambda *values, **options: None
            raise AttributeError(name)

        def wrap_socket(self, sock: Any, *rest: Any, **options: Any) -> Any:
            """Return a socket to the page's host unchanged; refuse any other."""
            host = loopback.outside
            if host is not None and sock.getpeername() == (host.address, host.port):
                return sock
            raise OSError(errno.EPROTONOSUPPORT, "a browser tab has no TLS of its own: use http://")

    ssl.SSLContext = SSLContext
    ssl.create_default_context = lambda *values, **options: SSLContext()
    ssl._create_default_https_context = ssl.create_default_context


own_frames.leave_out(globals())
