"""TCP inside the tab: a replacement for ``_socket`` that behaves as Linux's loopback does.

gevent's sockets use it. A server and its clients in one program reach each other at 127.0.0.1. The
only other host is the one that served the page (page_host.py). Any other name or address is
refused at once, with a message that says why.
"""

from __future__ import annotations

import _socket
import errno
import itertools
import select as _select
import sys
import time
import types
from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple

from . import own_frames, stacks
from .gevent_loop import READ, WRITE, Loop

CAPACITY = 65_536
"""Bytes that one direction of a connection holds; a sender waits while it is full."""

_NO_OUTSIDE = (
    "a browser tab reaches no host but its own page's: use a server of your own at 127.0.0.1"
)
_NO_DATAGRAMS = (
    "a browser tab has no datagrams: use SOCK_STREAM, which is TCP, or a gevent.queue.Queue"
)
_NOBODY_ELSE = (
    "this would wait for ever: nobody else runs in this tab meanwhile (use gevent's sockets)"
)
_LOCAL = frozenset({"", "0.0.0.0", "127.0.0.1", "localhost", "::1", "<broadcast>"})

_numbers = itertools.count(20_000)
_ports = itertools.count(49_152)
_open: dict[int, End] = {}
_listening: dict[int, End] = {}


class Host(NamedTuple):
    """A host outside the tab. ``answer()`` makes the host's end of a new connection."""

    name: str
    port: int
    answer: Callable[[], End]

    @property
    def address(self) -> str:
        """The address that stands for the host.

        A browser does not tell a host's real address. So any host but this machine gets one that is
        reserved for documentation (RFC 5737) and can be no other host's.
        """
        return "127.0.0.1" if self.name in _LOCAL else "192.0.2.1"


outside: Host | None = None
"""The host that served the page, set by page_host.py; no other can be reached."""


class End:
    """What a file descriptor refers to: one end of a connection, or a listening socket."""

    waits_outside = False
    """Whether data may arrive here while no Python code runs in the tab."""

    def __init__(self) -> None:
        """Make an open end that has no descriptor yet."""
        self.numbers: set[int] = set()
        self.inbox = bytearray()
        self.at_end = self.cannot_send = False
        self.failure = 0
        self.queue: deque[End] | None = None
        self.peer: End | None = None
        self.address: tuple[str, int] = ("0.0.0.0", 0)
        self.peer_address: tuple[str, int] | None = None
        self.options: dict[tuple[int, int], int] = {}
        self.kind = (int(_socket.AF_INET), int(_socket.SOCK_STREAM), 0)

    def new_number(self) -> int:
        """Return a new descriptor for this end, which closes when its last descriptor does."""
        number = next(_numbers)
        self.numbers.add(number)
        _open[number] = self
        return number

    def readiness(self) -> int:
        """Return READ, WRITE, both or 0: which operations would not block."""
        if self.queue is not None:
            return READ if self.queue else 0
        ready = READ if self.inbox or self.at_end or self.failure else 0
        gone = self.peer is None and (self.at_end or self.peer_address is not None)
        if gone or self.failure or (self.peer and len(self.peer.inbox) < CAPACITY):
            ready |= WRITE
        return ready

    def changed(self) -> None:
        """Let the loop check whether this end has become ready."""
        if Loop.default_loop is not None:
            for number in tuple(self.numbers):
                Loop.default_loop.check_io(number)

    def release(self, number: int) -> None:
        """Close one descriptor, and the end itself with its last one."""
        _open.pop(number, None)
        self.numbers.discard(number)
        if not self.numbers:
            self.close()

    def close(self) -> None:
        """Close this end; as with TCP, the peer reads its end, or a reset if data was unread."""
        for number in self.numbers:
            _open.pop(number, None)
        if _listening.get(self.address[1]) is self:
            del _listening[self.address[1]]
        for waiting in self.queue or ():
            waiting.close()
        self.numbers.clear()
        peer, self.peer = self.peer, None
        if peer is not None:
            peer.at_end, peer.peer = True, None
            if self.inbox:
                peer.failure = errno.ECONNRESET
            peer.changed()
        self.changed()


def readiness(number: int) -> int:
    """Return READ, WRITE, both or 0: what the socket with that descriptor can do at once."""
    end = _open.get(number)
    return READ | WRITE if end is None else end.readiness()


def _opened(number: int) -> End:
    end = _open.get(number)
    if end is None:
        raise OSError(errno.EBADF, "Bad file descriptor")
    return end


def _checked(call: str, address: Any) -> tuple[str, int]:
    """Return host and port; raise what C's sockets raise for an address that is none."""
    if not isinstance(address, tuple):
        kind = type(address).__name__
        raise TypeError(f"{call}(): AF_INET address must be tuple, not {kind}")
    if not 0 <= address[1] <= 65_535:
        raise OverflowError(f"{call}(): port must be 0-65535.")
    return address[0], address[1]


class Socket:
    """A replacement for ``_socket.socket`` with the methods that gevent uses."""

    __slots__ = ("_end", "_number", "timeout")  # no attributes of others, no weak references
    _end: End | None
    _number: int
    timeout: float | None

    def __init__(
        self, family: int = -1, type: int = -1, proto: int = -1, fileno: int | None = None
    ) -> None:
        """Make a socket, or with ``fileno`` another object for an existing descriptor."""
        self.timeout = self._end = None
        if fileno is None:
            self._end = End()
            self._number = self._end.new_number()
            default = self._end.kind
            given = (int(family), int(type), int(proto))
            self._end.kind = tuple(  # type: ignore[assignment]
                d if g == -1 else g for g, d in zip(given, default, strict=True)
            )
            return
        self._end, self._number = _opened(fileno), fileno

    def __repr__(self) -> str:
        """Return the text of C's socket, which gevent makes its own of."""
        kind = self._end.kind if self._end is not None else (-1, -1, -1)
        family, type, proto = kind
        return f"<socket object, fd={self.fileno()}, {family=:d}, {type=:d}, {proto=:d}>"

    @property
    def family(self) -> int:
        """The address family."""
        return self._live().kind[0]

    @property
    def type(self) -> int:
        """The socket's type."""
        return self._live().kind[1]

    @property
    def proto(self) -> int:
        """The protocol."""
        return self._live().kind[2]

    def _live(self) -> End:
        if self._end is None:
            raise OSError(errno.EBADF, "Bad file descriptor")
        return self._end

    def _stream(self) -> End:
        end = self._live()
        if end.kind[1] == _socket.SOCK_DGRAM:
            raise OSError(errno.EOPNOTSUPP, _NO_DATAGRAMS)
        return end

    def _connected(self) -> End:
        end = self._stream()
        if end.peer_address is None:
            raise OSError(errno.ENOTCONN, "Socket not connected")
        return end

    def _wait(self) -> None:
        """Wait until something has changed, unless the socket is non-blocking.

        gevent makes every socket non-blocking and waits in its loop, where other greenlets run.
        A plain blocking call stops all Python code in the tab, so the only peer that can still
        answer is the page's host.
        """
        if self.timeout == 0:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        peer = self._live().peer
        if peer is None or not peer.waits_outside:
            raise OSError(errno.EDEADLK, _NOBODY_ELSE)
        stacks.wait(-1 if self.timeout is None else int(self.timeout * 1e6))
        if Loop.after_wait is not None:
            Loop.after_wait()
        if stacks.take_interrupt():
            raise KeyboardInterrupt

    def fileno(self) -> int:
        """Return its number, -1 when closed."""
        return -1 if self._end is None else self._number

    # settings
    def setblocking(self, flag: bool) -> None:
        """Set how long calls block."""
        self.timeout = None if flag else 0.0

    def settimeout(self, seconds: float | None) -> None:
        """Set how long calls block."""
        self.timeout = seconds

    def gettimeout(self) -> float | None:
        """Return what was set."""
        return self.timeout

    def getblocking(self) -> bool:
        """Tell whether calls block."""
        return self.timeout != 0.0

    def setsockopt(self, level: int, option: int, value: Any, length: int = 0) -> None:
        """Keep an option's value, which ``getsockopt`` returns; it has no other effect."""
        self._live().options[level, option] = value

    def getsockopt(self, level: int, option: int, length: int = 0) -> int:
        """Return an option's value; reading SO_ERROR resets it."""
        end = self._live()
        if (level, option) == (_constant("SOL_SOCKET"), _constant("SO_ERROR")):
            failure, end.failure = end.failure, 0
            return failure
        if (level, option) == (_constant("SOL_SOCKET"), _constant("SO_TYPE")):
            return end.kind[1]
        return end.options.get((level, option), 0)

    def getsockname(self) -> tuple[str, int]:
        """Return the socket's own address."""
        return self._live().address

    def getpeername(self) -> tuple[str, int] | None:
        """Return the peer's address."""
        return self._connected().peer_address

    # connecting
    def bind(self, address: tuple[str, int]) -> None:
        """Set the socket's own address; port 0 means any free port."""
        end = self._stream()
        host, port = _checked("bind", address)
        if host not in _LOCAL:
            raise OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address")
        if port in _listening:
            raise OSError(errno.EADDRINUSE, "Address already in use")
        port = port or next(free for free in _ports if free not in _listening)
        end.address = ("127.0.0.1" if host == "localhost" else host or "0.0.0.0", port)

    def listen(self, backlog: int = 128) -> None:
        """Accept connections from now on."""
        end = self._live()
        if not end.address[1]:
            self.bind(("0.0.0.0", 0))
        if _listening.setdefault(end.address[1], end) is not end:
            raise OSError(errno.EADDRINUSE, "Address already in use")
        end.queue = end.queue or deque()

    def _accept(self) -> tuple[int, tuple[str, int] | None]:
        end = self._live()
        if end.queue is None:
            raise OSError(errno.EINVAL, "Invalid argument")
        while not end.queue:
            self._wait()
        made = end.queue.popleft()
        return made.new_number(), made.peer_address

    def connect_ex(self, address: tuple[str, int]) -> int:
        """Connect; return 0 or an error number.

        A socket that does not block is connected or refused at once, too, but says EINPROGRESS
        first, as Linux does: so whoever connects lets others run.
        """
        end = self._stream()
        if end.peer_address is not None:
            return errno.EISCONN
        _checked("connect_ex", address)  # which gevent calls to connect
        server = _listening.get(address[1]) if address[0] in _LOCAL else None
        if server is not None and server.queue is not None:
            host, other = "127.0.0.1", End()
        elif outside is not None and _address(*address[:2]) == (outside.address, outside.port):
            host, other = outside.address, outside.answer()
        elif address[0] in _LOCAL and not self.getblocking():
            end.failure = errno.ECONNREFUSED
            return errno.EINPROGRESS
        elif address[0] in _LOCAL:
            return errno.ECONNREFUSED
        else:
            raise OSError(errno.ENETUNREACH, _NO_OUTSIDE)
        if not end.address[1]:
            end.address = ("127.0.0.1", next(_ports))
        other.address = end.peer_address = (host, address[1])
        other.peer_address = end.address
        other.peer, end.peer = end, other
        if server is not None and server.queue is not None:
            server.queue.append(other)
            server.changed()
        return 0 if self.getblocking() else errno.EINPROGRESS

    def connect(self, address: tuple[str, int]) -> None:
        """Connect, or raise."""
        failure = self.connect_ex(address)
        if failure:
            raise OSError(failure, _REASONS.get(failure, "connect failed"))

    # data
    def send(self, data: Any, flags: int = 0) -> int:
        """Send as many bytes as the peer has room for; return how many."""
        end = self._stream()
        if end.peer_address is None:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")
        if end.failure:
            failure, end.failure = end.failure, 0
            raise ConnectionResetError(failure, "Connection reset by peer")
        view = memoryview(data).cast("B")
        if end.peer is None and not end.cannot_send:
            # the other end has closed: as with TCP, the first bytes still go out, and the reset
            # that answers them fails the next
            end.cannot_send = True
            return len(view)
        if end.cannot_send or end.peer is None:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")
        while (room := CAPACITY - len(end.peer.inbox)) <= 0 and len(view):
            self._wait()
        end.peer.inbox += view[:room]
        end.peer.changed()
        return min(len(view), room)

    def sendall(self, data: Any, flags: int = 0) -> None:
        """Send all bytes."""
        view = memoryview(data).cast("B")
        while len(view):
            view = view[self.send(view, flags) :]

    def sendto(self, data: Any, *where: Any) -> int:
        """Refuse: there are no datagrams."""
        raise OSError(errno.EOPNOTSUPP, _NO_DATAGRAMS)

    def recv(self, size: int, flags: int = 0) -> bytes:
        """Return at most ``size`` received bytes; none mean the end of the stream."""
        end = self._connected()
        while not end.inbox:
            if end.failure:
                failure, end.failure = end.failure, 0
                raise ConnectionResetError(failure, "Connection reset by peer")
            if end.at_end:
                return b""
            self._wait()
        taken = bytes(end.inbox[:size])
        if not flags & _constant("MSG_PEEK"):
            del end.inbox[:size]
            if end.peer is not None:
                end.peer.changed()
        return taken

    def recv_into(self, buffer: Any, size: int = 0, flags: int = 0) -> int:
        """Write received bytes into a buffer; return how many."""
        view = memoryview(buffer).cast("B")
        taken = self.recv(size or len(view), flags)
        view[: len(taken)] = taken
        return len(taken)

    def recvfrom(self, size: int, flags: int = 0) -> tuple[bytes, Any]:
        """Return received bytes and the peer's address."""
        return self.recv(size, flags), self._connected().peer_address

    # ending
    def shutdown(self, how: int) -> None:
        """Close one direction or both."""
        end = self._connected()
        both = _constant("SHUT_RDWR")
        if how in (_constant("SHUT_WR"), both) and not end.cannot_send:
            end.cannot_send = True
            if end.peer is not None:
                end.peer.at_end = True
                end.peer.changed()
        if how in (_constant("SHUT_RD"), both):
            end.at_end = True
            end.changed()

    def close(self) -> None:
        """Close the socket."""
        end, self._end = self._end, None
        if end is not None:
            end.release(self._number)

    def detach(self) -> int:
        """Return the descriptor without closing it; this object is closed from then on."""
        number = self.fileno()
        self._end = None
        return number

    def __del__(self) -> None:
        """Close a socket that is no longer referenced."""
        if getattr(self, "_end", None) is not None:
            self.close()


_REASONS = {errno.ECONNREFUSED: "Connection refused", errno.EISCONN: "Socket is connected"}

_LINUX = {
    "SOL_SOCKET": 1,
    "SO_REUSEADDR": 2,
    "SO_TYPE": 3,
    "SO_ERROR": 4,
    "SO_BROADCAST": 6,
    "SO_SNDBUF": 7,
    "SO_RCVBUF": 8,
    "SO_KEEPALIVE": 9,
    "SO_REUSEPORT": 15,
    "SOMAXCONN": 128,
    "TCP_NODELAY": 1,
    "MSG_PEEK": 2,
    "SHUT_RD": 0,
    "SHUT_WR": 1,
    "SHUT_RDWR": 2,
}
"""Constants that Pyodide's ``_socket`` may lack, with the values that Linux gives them."""


def _constant(name: str) -> int:
    return int(getattr(_socket, name, _LINUX[name]))


def socketpair(*kinds: int) -> tuple[Socket, Socket]:
    """Return two connected sockets."""
    one, other = Socket(), Socket()
    first, second = one._live(), other._live()
    first.peer, second.peer = second, first
    first.peer_address = second.peer_address = ("127.0.0.1", 0)
    return one, other


def dup(fd: int, /) -> int:
    """Return another descriptor for the same socket."""
    return _opened(fd).new_number()


def close(fd: int, /) -> None:
    """Close a descriptor."""
    _opened(fd).release(fd)


def select(
    rlist: Any, wlist: Any, xlist: Any, timeout: float | None = None, /
) -> tuple[list[Any], list[Any], list[Any]]:
    """Return which sockets can be read and which written.

    While nothing is ready, ``timeout`` seconds pass before one more look, and ``None`` is an error:
    nothing could become ready during a blocking call.
    """

    def ready(things: Any, event: int) -> list[Any]:
        return [thing for thing in things if _opened(_number_of(thing)).readiness() & event]

    rlist, wlist = list(rlist), list(wlist)
    ready(xlist, 0)  # raises for a closed descriptor, which is an error in any of the three lists
    found = ready(rlist, READ), ready(wlist, WRITE)
    if timeout and not any(found):
        time.sleep(timeout)
        found = ready(rlist, READ), ready(wlist, WRITE)
    elif timeout is None and not any(found):
        raise OSError(errno.EDEADLK, _NOBODY_ELSE)
    return *found, []


def _number_of(thing: Any) -> int:
    number = thing if isinstance(thing, int) else getattr(thing, "fileno", str)()
    if not isinstance(number, int):
        raise TypeError("argument must be an int, or have a fileno() method.")
    return number


def _address(host: str | None, port: Any) -> tuple[str, Any]:
    """Return the address of a host name, and the port."""
    if outside is not None and host == outside.name:
        return outside.address, port
    known = {None: "127.0.0.1", "localhost": "127.0.0.1", "::1": "127.0.0.1", "": "0.0.0.0"}
    return known.get(host) or str(host), port


def gethostbyname(hostname: str) -> str:
    """Return the address of a host name."""
    return getaddrinfo(hostname, 0)[0][4][0]


def getaddrinfo(
    host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0
) -> list[tuple[int, int, int, str, tuple[str, int]]]:
    """Resolve a host name: this tab and the page's host are known, any other name is an error."""
    name = host.decode() if isinstance(host, bytes) else host
    if isinstance(port, bytes):
        port = port.decode()
    address, number = _address(name, {"http": 80, "https": 443, None: 0}.get(port, port))
    if not all(part.isdigit() for part in address.split(".")):
        raise _socket.gaierror(-2, f"Name or service not known: {_NO_OUTSIDE}")
    kind = type or _socket.SOCK_STREAM
    return [(_socket.AF_INET, kind, 6, "", (address, int(number)))]


def install() -> None:
    """Replace ``_socket`` and ``select``; call it before ``socket`` and gevent are imported."""
    module = types.ModuleType("_socket")
    module.__dict__.update(vars(_socket))
    for name, value in _LINUX.items():
        module.__dict__.setdefault(name, value)
    for name in ("sendmsg", "recvmsg", "recvmsg_into", "sendmsg_afalg"):
        module.__dict__.pop(name, None)
    module.__dict__.update(
        socket=Socket,
        SocketType=Socket,
        socketpair=socketpair,
        getaddrinfo=getaddrinfo,
        gethostbyname=gethostbyname,
        dup=dup,
        close=close,
        getdefaulttimeout=lambda: None,
    )
    sys.modules["_socket"] = module
    sys.modules.pop("socket", None)
    waiting = types.ModuleType("select")
    waiting.__dict__.update(vars(_select), select=select)
    sys.modules["select"] = waiting
    Loop.readiness = staticmethod(readiness)


own_frames.leave_out(globals())
