"""Says why a tab cannot do something, where the usual message does not."""

from __future__ import annotations

import _thread
import errno
import os
import sys
import threading
from collections.abc import Iterator, Set
from contextlib import ExitStack, contextmanager
from typing import NoReturn

from .patched import changed

_WITH_SOCKETS = frozenset(
    (
        *("ftplib", "http.client", "http.server", "poplib", "smtplib", "socket", "socketserver"),
        *("urllib.request", "xmlrpc.client", "xmlrpc.server"),
    )
)
_NO_SOCKETS = (
    "a browser tab has no sockets; with gevent, a server and its clients in one program reach each"
    " other: begin with from gevent import monkey; monkey.patch_all()"
)


@contextmanager
def told(modules: Set[str]) -> Iterator[None]:
    """Have a program told that imports these modules."""
    if sys.platform != "emscripten":
        yield
        return
    with ExitStack() as state:
        state.enter_context(_of_threads())
        state.enter_context(_of_processes())
        if modules & _WITH_SOCKETS and not modules & {"gevent", "greenlet"}:
            state.enter_context(_of_sockets())
        yield


@contextmanager
def _of_threads() -> Iterator[None]:
    def refuse(*arguments: object, **options: object) -> NoReturn:
        raise RuntimeError("can't start new thread: a browser tab runs Python in one thread")

    names = [
        (_thread, "start_new_thread"),
        (_thread, "start_joinable_thread"),
        (threading, "_start_new_thread"),
        (threading, "_start_joinable_thread"),
    ]
    with changed([(owner, name, refuse) for owner, name in names if hasattr(owner, name)]):
        yield


@contextmanager
def _of_processes() -> Iterator[None]:
    """``subprocess`` says so itself; gevent's goes by ``os.fork``."""

    def refuse(*arguments: object, **options: object) -> NoReturn:
        raise OSError(errno.ENOSYS, "a browser tab has no processes")

    names = "execv", "execve", "fork", "forkpty", "system"
    with changed([(os, name, refuse) for name in names if hasattr(os, name)]):
        yield


@contextmanager
def _of_sockets() -> Iterator[None]:
    import socket

    def refuse(*arguments: object) -> NoReturn:
        raise OSError(errno.ENETUNREACH, _NO_SOCKETS)

    with changed([(socket.socket, name, refuse) for name in ("connect", "connect_ex", "listen")]):
        yield
