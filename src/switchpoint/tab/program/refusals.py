"""Functions that cannot work in a tab raise an error that gives the reason."""

from __future__ import annotations

import _thread
import errno
import os
import threading
from collections.abc import Set
from typing import NoReturn

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


def install() -> None:
    """Replace functions that cannot work, before anything imports gevent, which keeps them."""
    _refuse_threads()
    _refuse_processes()


def refuse_sockets(modules: Set[str]) -> None:
    """Replace sockets for a program that imports these modules, unless gevent brings its own."""
    if modules & _WITH_SOCKETS and not modules & {"gevent", "greenlet"}:
        _refuse_sockets()


def _refuse_threads() -> None:
    def refuse(*arguments: object, **options: object) -> NoReturn:
        raise RuntimeError("can't start new thread: a browser tab runs Python in one thread")

    for owner, name in (
        (_thread, "start_new_thread"),
        (_thread, "start_joinable_thread"),
        (threading, "_start_new_thread"),
        (threading, "_start_joinable_thread"),
    ):
        if hasattr(owner, name):
            setattr(owner, name, refuse)


def _refuse_processes() -> None:
    """Replace functions of ``os``; gevent's ``subprocess`` calls ``os.fork``."""

    def refuse(*arguments: object, **options: object) -> NoReturn:
        raise OSError(errno.ENOSYS, "a browser tab has no processes")

    for name in "execv", "execve", "fork", "forkpty", "system":
        if hasattr(os, name):
            setattr(os, name, refuse)


def _refuse_sockets() -> None:
    import socket

    def refuse(*arguments: object) -> NoReturn:
        raise OSError(errno.ENETUNREACH, _NO_SOCKETS)

    for name in "connect", "connect_ex", "listen":
        setattr(socket.socket, name, refuse)
