"""gevent's event loop for the tab: timers, callbacks and watchers; it waits by ``stacks.wait``.

It implements gevent's ILoop (gevent._interfaces); the environment variable GEVENT_LOOP names it to
gevent. One iteration runs in the order of gevent's libev loop: callbacks, including those that
callbacks add, then timers that are due, then ready watchers. libev takes ready watchers from the
end of its list: of two sockets, the one that became ready last is handled first.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import math
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any, ClassVar

from gevent._ffi.callback import callback
from gevent._ffi.loop import GEVENT_CORE_EVENTS
from gevent._interfaces import ILoop
from zope.interface import implementer  # type: ignore[import-untyped]

from . import own_frames, stacks

__all__ = [
    "callback",
    "embeddable_backends",
    "get_header_version",
    "get_version",
    "loop",
    "recommended_backends",
    "supported_backends",
    "time",
]

READ, WRITE = 1, 2

_SLICE = 0.02
"""Seconds after which a busy loop lets the browser's event loop run, so that Stop arrives."""

_LONGEST = 2_000_000_000
"""Microseconds of one wait; a longer wait is made of several."""

_CALLBACKS_AT_ONCE = 1000
"""Callbacks that run before ready watchers and timers do, as in gevent's libev loop."""


class Watcher:
    """Base class of everything that a loop calls back."""

    def __init__(self, loop: Loop, ref: bool = True, priority: int | None = None) -> None:
        """Make a watcher of ``loop``; with ``ref`` it keeps the loop running while it is active."""
        self.loop, self._ref, self._priority = loop, ref, priority or 0
        self._callback: Callable[..., object] | None = None
        self._args: tuple[Any, ...] | None = None
        self.active = self.pending = self._closed = False

    @property
    def callback(self) -> Callable[..., object] | None:
        """The function to call."""
        return self._callback

    @callback.setter
    def callback(self, function: Callable[..., object] | None) -> None:
        if function is not None and not callable(function):
            raise TypeError(f"Expected callable, not {function!r}")
        self._callback = function

    @property
    def args(self) -> tuple[Any, ...] | None:
        """The arguments to call it with."""
        return self._args

    @args.setter
    def args(self, args: tuple[Any, ...] | None) -> None:
        if args is not None and not isinstance(args, tuple):
            raise TypeError("args must be a tuple or None")
        self._args = args

    @property
    def ref(self) -> bool:
        """Whether the watcher keeps the loop running while it is active."""
        return self._ref

    @ref.setter
    def ref(self, ref: bool) -> None:
        if bool(ref) != self._ref and self.active:
            self.loop.active_references += 1 if ref else -1
        self._ref = bool(ref)

    @property
    def priority(self) -> int:
        """A number that this loop stores and does not use."""
        return self._priority

    @priority.setter
    def priority(self, priority: int) -> None:
        if self.active:
            raise AttributeError("Cannot set priority of an active watcher")
        self._priority = priority

    def start(self, callback: Callable[..., object], *args: Any, **options: Any) -> None:
        """Activate the watcher: call ``callback(*args)`` when its event happens."""
        if not callable(callback):
            raise TypeError(f"Expected callable, not {callback!r}")
        if self._closed:
            raise ValueError("the watcher is closed")
        self.callback, self.args = callback, args
        if not self.active:
            self.active = True
            self.loop.active_references += self._ref
            self._begin(**options)

    def stop(self) -> None:
        """Deactivate the watcher."""
        if self.active:
            self._deactivate()
            self._end()
        self._callback = self._args = None
        self.pending = False

    def _deactivate(self) -> None:
        self.active = False
        self.loop.active_references -= self._ref

    def close(self) -> None:
        """Deactivate the watcher; it cannot be started again."""
        self.stop()
        self._closed = True

    def __enter__(self) -> Watcher:
        """Return the watcher."""
        return self

    def __exit__(self, *failure: object) -> None:
        """Close the watcher."""
        self.close()

    def _begin(self, **options: Any) -> None:
        """Do what this kind of watcher needs when it is activated."""

    def _end(self) -> None:
        """Undo what ``_begin`` did."""

    def feed(self) -> None:
        """Let the loop call the watcher in this iteration or the next."""
        if self.active and not self.pending:
            self.pending = True
            self.loop.ready.append(self)
            self.loop.wake()

    def fire(self) -> None:
        """Call the callback; the loop's error handler gets what it raises."""
        function, args = self._callback, self._args or ()
        if function is None:
            return
        if args and args[0] is GEVENT_CORE_EVENTS:
            args = (self.events_seen(), *args[1:])
        try:
            function(*args)
        except BaseException:
            self.loop.report(self)

    def events_seen(self) -> int:
        """Return the events that happened, for callbacks that were started with ``pass_events``."""
        return 0


def _real(number: float) -> float:
    """Return a float; raise the TypeError with which C refuses any other type, a string too."""
    return math.ldexp(number, 0)


class Timer(Watcher):
    """Calls back ``after`` seconds, and then every ``repeat`` seconds unless that is 0."""

    def __init__(
        self,
        loop: Loop,
        after: float = 0.0,
        repeat: float = 0.0,
        ref: bool = True,
        priority: int | None = None,
    ) -> None:
        """Make a timer that is not active."""
        self.after, self.repeat = _real(after), _real(repeat)
        if self.repeat < 0.0:
            raise ValueError(f"repeat must be positive or zero: {self.repeat!r}")
        Watcher.__init__(self, loop, ref, priority)
        self.entry: list[Any] | None = None

    def _begin(self, **options: Any) -> None:
        update = options.get("update")
        if update or update is None:
            self.loop.update_now()
        self.arm(self.loop.now() + max(0.0, self.after))

    def arm(self, at: float) -> None:
        """Make the timer due at a time of the loop's clock."""
        self.entry = [at, next(self.loop.order), self]
        heapq.heappush(self.loop.timers, self.entry)

    def _end(self) -> None:
        if self.entry is not None:
            self.entry[2] = None  # it stays in the heap without effect
            self.entry = None

    def again(self, callback: Callable[..., object], *args: Any, **options: Any) -> None:
        """Restart the timer with ``repeat`` as the time to wait."""
        if self.active:
            self._end()
            self.callback, self.args = callback, args
            self.loop.update_now()
            self.arm(self.loop.now() + self.repeat)
            return
        after, self.after = self.after, self.repeat or self.after
        try:
            self.start(callback, *args, **options)
        finally:
            self.after = after

    @property
    def at(self) -> float:
        """The time of the loop's clock at which the timer is due."""
        return self.entry[0] if self.entry else 0.0

    def expire(self, now: float) -> None:
        """Call back: the timer is due."""
        if self.repeat:
            self.arm(now + self.repeat)
            self.fire()
            return
        self.entry = None
        self._deactivate()
        self.fire()
        if not self.active:
            self._callback = self._args = None


class Async(Watcher):
    """Calls back when ``send`` is called."""

    def send(self) -> None:
        """Let the loop call back."""
        self.feed()

    def send_ignoring_arg(self, _: object) -> None:
        """Let the loop call back; takes the argument that some callers pass."""
        self.feed()


class Io(Watcher):
    """Calls back when a loopback socket can be read or written."""

    def __init__(
        self, loop: Loop, fd: int, events: int, ref: bool = True, priority: int | None = None
    ) -> None:
        """Make a watcher of the socket ``fd`` for READ, WRITE or both."""
        if not isinstance(fd, int):
            raise TypeError(f"fd must be an integer, not {type(fd).__name__}")
        if fd < 0:
            raise ValueError(f"fd must be non-negative: {fd!r}")
        if events & ~(READ | WRITE):
            raise ValueError(f"illegal event mask: {events!r}")
        Watcher.__init__(self, loop, ref, priority)
        self.fd, self.events, self._seen = fd, events, 0

    def start(self, callback: Callable[..., object], *args: Any, **options: Any) -> None:
        """Activate the watcher; with ``pass_events`` the callback gets the events first."""
        if options.pop("pass_events", False):
            args = (GEVENT_CORE_EVENTS, *args)
        Watcher.start(self, callback, *args)

    def _begin(self, **options: Any) -> None:
        self.loop.io_watchers.setdefault(self.fd, []).append(self)
        self.loop.check_io(self.fd)

    def _end(self) -> None:
        watchers = self.loop.io_watchers.get(self.fd, [])
        if self in watchers:
            watchers.remove(self)
        if not watchers:
            self.loop.io_watchers.pop(self.fd, None)

    def look(self, ready: int) -> None:
        """Let the loop call back if one of the watched events is in ``ready``."""
        if ready & self.events:
            self._seen = ready & self.events
            self.feed()

    def events_seen(self) -> int:
        """Return READ, WRITE or both, as last seen."""
        return self._seen


class _Phase(Watcher):
    """Calls back once an iteration, at a fixed point of it."""

    def _begin(self, **options: Any) -> None:
        self.loop.phases[type(self)].append(self)

    def _end(self) -> None:
        self.loop.phases[type(self)].remove(self)


class Prepare(_Phase):
    """Calls back before the loop waits."""


class Check(_Phase):
    """Calls back after the loop has waited."""


class Idle(_Phase):
    """Calls back when nothing else is left to do."""


class Never(Watcher):
    """Never calls back: a tab has no forks and no child processes."""


class Signal(Watcher):
    """Calls back when the program sends itself a signal, or at SIGINT when Stop is pressed."""

    def __init__(
        self, loop: Loop, number: int, ref: bool = True, priority: int | None = None
    ) -> None:
        """Make a watcher of the signal with this number."""
        if not 1 <= number < signal.NSIG:
            raise ValueError(f"illegal signal number: {number!r}")
        Watcher.__init__(self, loop, ref, priority)
        self.number = number
        self._before: Any = None

    def _begin(self, **options: Any) -> None:
        self._before = signal.signal(self.number, lambda number, frame: self.feed())

    def _end(self) -> None:
        signal.signal(self.number, self._before)


class Stat(Watcher):
    """Calls back when a file in the tab's own file system has changed."""

    def __init__(
        self,
        loop: Loop,
        path: str,
        interval: float = 0.0,
        ref: bool = True,
        priority: int | None = None,
    ) -> None:
        """Make a watcher that looks at ``path`` every ``interval`` seconds."""
        Watcher.__init__(self, loop, ref, priority)
        self.path, self.interval = path, interval
        self.prev = self.attr = None
        self._timer = Timer(loop, interval or 0.1, interval or 0.1, ref=False)

    def _state(self) -> Any:
        return os.stat(self.path) if os.path.exists(self.path) else None

    def _begin(self, **options: Any) -> None:
        self.prev = self.attr = self._state()
        self._timer.start(self._look)

    def _end(self) -> None:
        self._timer.stop()

    def _look(self) -> None:
        now, before = self._state(), self.attr
        if (now and (now.st_mtime, now.st_size)) != (before and (before.st_mtime, before.st_size)):
            self.prev, self.attr = before, now
            self.fire()


@implementer(ILoop)
class Loop:
    """The loop that gevent's hub runs."""

    MAXPRI, MINPRI = 2, -2
    CALLBACK_CHECK_COUNT = 50
    approx_timer_resolution = 0.005  # browsers clamp setTimeout
    starting_timer_may_update_loop_time = False
    backend, backend_int, origflags, origflags_int, sigfd = "tab", 0, "", 0, None
    WatcherType = Watcher
    default_loop: ClassVar[Loop | None] = None
    readiness: ClassVar[Callable[[int], int] | None] = None
    """Returns what a loopback socket is ready for; set by loopback.py."""
    after_wait: ClassVar[Callable[[], None] | None] = None
    """Called after each wait to take what the browser has received; set by page_host.py."""

    def __init__(self, flags: object = None, default: bool | None = None) -> None:
        """Make a loop; the first one is the default loop."""
        self.default = default if default is not None else Loop.default_loop is None
        if self.default:
            Loop.default_loop = self
        self.error_handler: Any = None
        self.callbacks: deque[Any] = deque()
        self.timers: list[list[Any]] = []
        self.order: Iterator[int] = itertools.count()
        self.ready: deque[Watcher] = deque()
        self.phases: dict[type, list[Watcher]] = {Prepare: [], Check: [], Idle: []}
        self.io_watchers: dict[int, list[Io]] = {}
        self.active_references = self.iteration = self.depth = 0
        self.ptr: int | None = 1
        self._waits = self._broken = False
        self._now = self._turn = monotonic()

    # watchers
    def timer(self, *args: Any, **options: Any) -> Timer:
        """Return a timer."""
        return Timer(self, *args, **options)

    def async_(self, *args: Any, **options: Any) -> Async:
        """Return an async watcher."""
        return Async(self, *args, **options)

    def io(self, *args: Any, **options: Any) -> Io:
        """Return an io watcher."""
        return Io(self, *args, **options)

    def prepare(self, *args: Any, **options: Any) -> Prepare:
        """Return a prepare watcher."""
        return Prepare(self, *args, **options)

    def check(self, *args: Any, **options: Any) -> Check:
        """Return a check watcher."""
        return Check(self, *args, **options)

    def idle(self, *args: Any, **options: Any) -> Idle:
        """Return an idle watcher."""
        return Idle(self, *args, **options)

    def stat(self, *args: Any, **options: Any) -> Stat:
        """Return a stat watcher."""
        return Stat(self, *args, **options)

    def fork(self, *args: Any, **options: Any) -> Never:
        """Return a watcher that is never called."""
        return Never(self, *args, **options)

    def signal(self, *args: Any, **options: Any) -> Signal:
        """Return a signal watcher."""
        return Signal(self, *args, **options)

    def child(self, pid: int, trace: int = 0, ref: bool = True) -> Never:
        """Raise NotImplementedError: there are no processes."""
        raise NotImplementedError("a browser tab has no processes")

    def install_sigchld(self) -> None:
        """Do nothing."""

    def reset_sigchld(self) -> None:
        """Do nothing."""

    def closing_fd(self, fd: int) -> bool:
        """Tell whether a socket that is being closed is watched."""
        return bool(self.io_watchers.get(fd))

    # time
    def now(self) -> float:
        """Return the time at which this iteration began, in seconds of the loop's clock."""
        return self._now

    def update_now(self) -> None:
        """Set the loop's time to the current time."""
        self._now = monotonic()

    update = update_now

    # callbacks
    def run_callback(self, function: Callable[..., object], *args: Any) -> Any:
        """Call a function in this iteration if its callbacks still run, else in the next one."""
        made = callback(function, args)
        self.callbacks.append(made)
        self.wake()
        return made

    run_callback_threadsafe = run_callback

    def check_io(self, fd: int) -> None:
        """Let the watchers of a socket call back if it is ready."""
        if Loop.readiness is not None and (watchers := self.io_watchers.get(fd)):
            ready = Loop.readiness(fd)
            for watcher in list(watchers):
                watcher.look(ready)

    def wake(self) -> None:
        """End a wait."""
        if self._waits:
            self._waits = False
            stacks.wake()

    # running
    def run(self, nowait: bool = False, once: bool = False) -> bool:
        """Run until nothing is left to wait for; tell whether something still is."""
        self._broken = False
        self.depth += 1
        try:
            while True:
                self._iterate(nowait)
                if nowait or once or self._broken:
                    return self.active_references > 0
                if not self.callbacks and not self.ready and self.active_references <= 0:
                    return False
        finally:
            self.depth -= 1

    def _iterate(self, nowait: bool) -> None:
        self.iteration += 1
        self.update_now()
        self._run_phase(Prepare)
        self._run_callbacks()
        self._wait(nowait)
        ready = [*self.ready]
        self.ready.clear()
        self._run_timers()
        for watcher in reversed(ready):
            self._run_ready(watcher)
        self._run_phase(Check)
        if not self.callbacks:
            self._run_phase(Idle)

    def _run_phase(self, phase: type) -> None:
        for watcher in list(self.phases[phase]):
            watcher.fire()

    def _run_callbacks(self) -> None:
        for _ in range(_CALLBACKS_AT_ONCE):
            if not self.callbacks:
                return
            made = self.callbacks.popleft()
            function, args = made.callback, made.args
            if function is None or args is None:
                continue  # stopped
            made.callback = None
            try:
                function(*args)
            except BaseException:
                self.report(made)
            finally:
                if made.callback is None:
                    made.args = None

    def _wait(self, nowait: bool) -> None:
        """Wait until a timer is due or ``wake`` is called; the browser's loop runs meanwhile."""
        while self.timers and self.timers[0][2] is None:
            heapq.heappop(self.timers)
        busy = bool(self.callbacks or self.ready or self.phases[Idle])
        microseconds = 0 if busy or nowait or self._broken else self._time_to_wait()
        if microseconds == 0 and monotonic() - self._turn < _SLICE:
            return
        self._waits = microseconds != 0
        stacks.wait(microseconds)
        self._waits = False
        if Loop.after_wait is not None:
            Loop.after_wait()
        self.update_now()
        self._turn = self._now
        if stacks.take_interrupt():
            try:
                signal.raise_signal(signal.SIGINT)
            except BaseException:
                self.report(None)

    def _time_to_wait(self) -> int:
        """Return microseconds until the next timer; -1 is no limit, 0 is no wait."""
        if self.active_references <= 0:
            return 0
        if not self.timers:
            return -1
        return max(0, min(_LONGEST, int((self.timers[0][0] - monotonic()) * 1e6)))

    def _run_ready(self, watcher: Watcher) -> None:
        if not watcher.pending:
            return
        watcher.pending = False
        if watcher.active:
            watcher.fire()
            if isinstance(watcher, Io) and watcher.active:
                self.check_io(watcher.fd)

    def _run_timers(self) -> None:
        self.update_now()
        due = []
        while self.timers and self.timers[0][0] <= self._now:
            due.append(heapq.heappop(self.timers))
        for entry in due:
            if entry[2] is not None:  # an earlier one may have stopped it
                entry[2].expire(self._now)

    def break_(self, how: object = None) -> None:
        """Let ``run`` return after this iteration."""
        self._broken = True

    def report(self, context: object) -> None:
        """Handle the error that is being handled."""
        self.handle_error(context, *sys.exc_info())

    def handle_error(self, context: Any, kind: Any, value: Any, trace: Any) -> None:
        """Pass what a callback raised to gevent's hub."""
        try:
            if self.error_handler is not None:
                self.error_handler.handle_error(context, kind, value, trace)
            else:
                sys.excepthook(kind, value, trace)
        except BaseException:
            # Reporting an error must not end the hub, even if standard error is closed.
            with contextlib.suppress(BaseException):
                sys.excepthook(*sys.exc_info())

    # lifetime
    def destroy(self) -> bool | None:
        """Drop all callbacks, watchers and timers."""
        if self.ptr is None:
            return None
        self.ptr = None
        self.default = False
        if Loop.default_loop is self:
            Loop.default_loop = None
        self.callbacks.clear()
        self.ready.clear()
        self.timers.clear()
        return True

    def ref(self) -> None:
        """Keep the loop running."""
        self.active_references += 1

    def unref(self) -> None:
        """Undo one ``ref``."""
        self.active_references -= 1

    def verify(self) -> None:
        """Do nothing."""

    def reinit(self) -> None:
        """Do nothing: a tab does not fork."""

    def debug(self) -> list[object]:
        """Return an empty list: there is nothing to debug."""
        return []

    def fileno(self) -> None:
        """Return None: the loop has no file descriptor."""
        return

    @property
    def pendingcnt(self) -> int:
        """The number of watchers that are about to be called."""
        return len(self.ready)

    @property
    def activecnt(self) -> int:
        """The number of references that keep the loop running."""
        return self.active_references

    def _format(self) -> str:
        default = " default" * bool(self.default)
        return f"tab{default} pending={self.pendingcnt} ref={self.activecnt}"

    def __repr__(self) -> str:
        """Return the class, address and kind of the loop."""
        return f"<{type(self).__name__} at {id(self):#x} {self._format()}>"


setattr(Loop, "async", Loop.async_)  # gevent's old name, a keyword since Python 3.7

loop = Loop
timer, async_, io, idle, prepare, check, stat = Timer, Async, Io, Idle, Prepare, Check, Stat


def get_version() -> str:
    """Return a name for the loop's version."""
    return "tab"


get_header_version = get_version


def supported_backends() -> list[str]:
    """Return the only backend."""
    return ["tab"]


recommended_backends = embeddable_backends = supported_backends


def _flags_to_list(flags: object) -> list[str]:
    return []


def _flags_to_int(flags: object) -> int:
    return 0


own_frames.leave_out(globals())
