"""What cannot work in a tab raises an error that gives the reason and says what works instead.

The tables map a reason to names. A module that is missing raises ``ModuleNotFoundError``, a missing
attribute ``AttributeError``, so code that asks whether they are there gets the right answer. A
missing attribute that is imported by name raises ``ImportError``.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import FrameType, ModuleType
from typing import Any, NoReturn

from switchpoint.tab.program_imports import PACKAGES

_NO_THREADS = (
    "can't start new thread: a browser tab runs Python in one thread; use gevent.spawn, or"
    " threading after monkey.patch_all()"
)
_NO_PROCESSES = (
    "a browser tab has no processes; put the work into a function and run it with gevent.spawn or"
    " gevent.pool.Pool"
)
_NO_SOCKETS = (
    "a browser tab has no sockets; with gevent, a server and its clients in one program reach each"
    " other: begin with from gevent import monkey; monkey.patch_all()"
)
_NO_UNIX_SOCKETS = (
    "a browser tab has no Unix sockets; with gevent, use AF_INET and 127.0.0.1, or"
    " socket.socketpair()"
)
_NO_ALARMS = (
    "a browser tab has no alarm signals; gevent.Timeout and asyncio.timeout end what takes too long"
)
_HAS = "greenlet, gevent, requests and urllib3"

_MODULES = {
    f"a browser tab can install nothing; this one has the standard library, {_HAS}": """
        ensurepip micropip pip setuptools venv
    """,
    f"this tab has the standard library, {_HAS}; run the program on your machine to use more": """
        MySQLdb PIL attr boto3 bs4 celery click cv2 cython dns dotenv eventlet grequests grpc locust
        lxml matplotlib mysql nest_asyncio numpy pandas paramiko psutil psycopg psycopg2 pydantic
        pygame pymongo pymysql pytest redis rich scipy scrapy seaborn selenium sklearn sqlalchemy
        sympy tensorflow torch tqdm trio uvloop yaml zmq
    """,
    "asyncio has no sockets in a browser tab; requests, in greenlets of gevent, works here": """
        aiohttp httpx websocket websockets
    """,
    "this tab has gevent.pywsgi instead, which serves a function by WSGI": """
        bottle django fastapi flask flask_socketio gunicorn sanic socketio starlette tornado twisted
        uvicorn werkzeug
    """,
    "a browser tab has neither windows nor a terminal for Python; use print and input": """
        _curses _tkinter curses idlelib readline tkinter turtle turtledemo
    """,
    "a program cannot open pages from here; print the address": "webbrowser",
    _NO_PROCESSES: "_multiprocessing concurrent.futures.process",
    "a browser tab has one interpreter; use gevent.spawn": "_interpreters",
    "a browser tab has no users, limits or log of an operating system": "grp pwd resource syslog",
    **{
        f"a browser tab loads it before the program starts; write import {name} at the top": name
        for name in (*PACKAGES, "greenlet")
    },
}
"""The reason -> the modules that are not there."""

_ATTRIBUTES = {
    "hashlib": {"the tab's hashlib has no scrypt; use pbkdf2_hmac": "scrypt"},
    "os": {_NO_PROCESSES: "posix_spawn posix_spawnp"},
    "signal": {_NO_ALARMS: "ITIMER_REAL alarm setitimer"},
    "socket": {_NO_UNIX_SOCKETS: "AF_UNIX"},
    "gevent.socket": {_NO_UNIX_SOCKETS: "AF_UNIX"},
}
"""Module -> the reason -> the attributes that are not there."""


def why_absent(module: str) -> str | None:
    """Return why a module is not there, ``None`` if that is not known."""
    return next((why for why, names in _MODULES.items() if module in names.split()), None)


def install() -> None:
    """Refuse what cannot work, before anything imports gevent, which keeps functions."""
    sys.meta_path.insert(0, _Finder())
    for name in _CHANGES:
        if name in sys.modules:
            _change(sys.modules[name])


def _change(module: ModuleType) -> None:
    """Let a module that was imported just now refuse what cannot work."""
    _CHANGES[module.__name__](module)
    if module.__name__ in _ATTRIBUTES:
        _explain(module, _ATTRIBUTES[module.__name__])


def _explain(module: ModuleType, missing: dict[str, str]) -> None:
    """Let a module say why attributes are missing."""

    def missing_attribute(name: str) -> NoReturn:
        why = next((f": {it}" for it, names in missing.items() if name in names.split()), "")
        if why and _imports(sys._getframe(1)):  # for which an AttributeError loses its message
            text = f"cannot import name {name!r} from {module.__name__!r}{why}"
            raise ImportError(text, name=module.__name__)
        text = f"module {module.__name__!r} has no attribute {name!r}{why}"
        raise AttributeError(text, name=name, obj=module)

    module.__dict__["__getattr__"] = missing_attribute


def _imports(frame: FrameType) -> bool:
    """Tell whether a frame is about to import a name ``from`` a module."""
    from opcode import opmap

    return frame.f_code.co_code[frame.f_lasti] == opmap["IMPORT_FROM"]


class _Finder(MetaPathFinder):
    """Finds the modules that have to be changed once they are imported."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in _CHANGES:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(fullname, path, target)
            if spec is not None:
                if spec.loader is not None:
                    spec.loader = _Loader(spec.loader)
                return spec
        return None


class _Loader(Loader):
    """Changes a module when the usual loader has run it."""

    def __init__(self, usual: Loader) -> None:
        self._usual = usual

    def __getattr__(self, name: str) -> Any:
        return getattr(self._usual, name)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._usual.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._usual.exec_module(module)
        _change(module)


def _raising(make: Callable[[], BaseException]) -> Callable[..., NoReturn]:
    def refuse(*arguments: object, **options: object) -> NoReturn:
        raise make()

    return refuse


def _refuse(owner: Any, names: str, make: Callable[[], BaseException]) -> None:
    """Replace those of the functions that are there; ``make()`` returns the error to raise."""
    for name in names.split():
        if hasattr(owner, name):
            setattr(owner, name, _raising(make))


def _no_thread() -> RuntimeError:
    return RuntimeError(_NO_THREADS)


def _no_process() -> OSError:
    return OSError(errno.ENOSYS, _NO_PROCESSES)


def _no_socket() -> OSError:
    return OSError(errno.ENETUNREACH, _NO_SOCKETS)


def _change_socket(module: Any) -> None:
    """Refuse connections and datagrams, unless gevent's loopback is below the module."""
    if "GEVENT_LOOP" not in os.environ:
        _refuse(
            module.socket, "connect connect_ex listen recvfrom recvfrom_into sendto", _no_socket
        )
        _refuse(module, "socketpair", _no_socket)


def _change_hashlib(module: Any) -> None:
    """Add what needs OpenSSL in CPython."""
    from switchpoint.tab.program.pbkdf2 import pbkdf2_hmac

    module.pbkdf2_hmac = pbkdf2_hmac


def _nothing(module: Any) -> None:
    """Change nothing but missing attributes."""


_CHANGES: dict[str, Callable[[Any], None]] = {
    "_thread": lambda it: _refuse(it, "start_new_thread start_joinable_thread", _no_thread),
    "threading": lambda it: _refuse(it, "_start_new_thread _start_joinable_thread", _no_thread),
    "os": lambda it: _refuse(it, "execv execve fork forkpty system", _no_process),
    "subprocess": lambda it: _refuse(it.Popen, "__init__", _no_process),
    "socket": _change_socket,
    "hashlib": _change_hashlib,
    "signal": _nothing,
    "gevent.socket": _nothing,
}
"""Module -> what is changed in it."""
