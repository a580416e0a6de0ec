"""asyncio's event loop for the tab: the standard library's, except for how it waits.

Pyodide's own loop is always running, because it is the browser's. In CPython no loop runs until
``asyncio.run`` makes one, each call makes a new one, and KeyboardInterrupt is raised after the
``finally`` blocks of the main task. Programs get that behaviour here. After gevent's ``patch_all``
a loop waits in gevent's, as in CPython, where gevent has replaced the selector.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio import base_events
from asyncio import events as _events
from collections.abc import Callable
from typing import Any, NoReturn

events: Any = _events  # parts of what this module replaces have no public name

type Pause = Callable[[float | None, Callable[[], bool]], None]
"""``pause(seconds, is_over)`` waits until the time (``None``: no limit) or the wait is over."""


class _Selector:
    """A selector that watches no files: it only waits as long as the loop asks."""

    def __init__(self, pause: Pause, wake: Callable[[], None]) -> None:
        self._pause, self._wake = pause, wake
        self._waits = self._is_woken = False

    def select(self, timeout: float | None) -> list[Any]:
        self._waits, self._is_woken = True, False
        try:
            self._pause(timeout, lambda: self._is_woken)
        finally:
            self._waits = False
        return []

    def wake(self) -> None:
        if self._waits:
            self._is_woken = True
            self._wake()


class TabEventLoop(base_events.BaseEventLoop):
    """A loop with timers, callbacks and tasks; a tab has no sockets and processes."""

    def __init__(self, pause: Pause, wake: Callable[[], None]) -> None:
        """Make a loop that waits by ``pause``; ``wake()`` makes that check ``is_over`` again."""
        base_events.BaseEventLoop.__init__(self)
        self._selector = _Selector(pause, wake)

    def _process_events(self, event_list: list[Any]) -> None:
        """Do nothing: the selector reports no events."""

    def _write_to_self(self) -> None:
        self._selector.wake()

    def call_soon(  # type: ignore[override]
        self, callback: Any, *args: Any, context: Any = None
    ) -> asyncio.Handle:
        """Schedule a callback and end the wait during which a JavaScript promise may call this."""
        handle = base_events.BaseEventLoop.call_soon(self, callback, *args, context=context)
        self._selector.wake()
        return handle


_CANNOT = {
    "asyncio has no sockets in a browser tab; gevent's work between a server and its clients in"
    " one program": """
        create_connection create_server create_datagram_endpoint create_unix_connection
        create_unix_server connect_accepted_socket sock_accept sock_connect sock_recv sock_sendall
        add_reader add_writer
    """,
    "a browser tab has no processes; put the work into a coroutine": """
        subprocess_exec subprocess_shell
    """,
    "a browser tab has no pipes": "connect_read_pipe connect_write_pipe",
    "a browser tab gets no signals; Stop raises KeyboardInterrupt": "add_signal_handler",
}
"""The reason -> the methods that raise NotImplementedError with it."""


def _refusing(reason: str) -> Callable[..., NoReturn]:
    def refuse(*args: object, **options: object) -> NoReturn:
        raise NotImplementedError(reason)

    return refuse


for reason, names in _CANNOT.items():
    for name in names.split():
        setattr(TabEventLoop, name, _refusing(reason))


def _gevents_wait() -> tuple[Pause, Callable[[], None]]:
    """Return how to wait in gevent's loop, where other greenlets run meanwhile, and to wake up."""
    from gevent.event import Event

    woken = Event()

    def pause(seconds: float | None, is_over: Callable[[], bool]) -> None:
        woken.clear()
        woken.wait(seconds)

    return pause, woken.set


def _waits_are_patched() -> bool:
    """Tell whether the program has let gevent patch what CPython's loop waits by."""
    monkey = sys.modules.get("gevent.monkey")
    return monkey is not None and bool(monkey.is_module_patched("selectors"))


def install(pause: Pause, wake: Callable[[], None], *, for_promises: bool = False) -> None:
    """Make asyncio use ``TabEventLoop``, with no loop running at first.

    With ``for_promises``, ``asyncio.get_event_loop`` returns Pyodide's loop while no other is set,
    because awaiting JavaScript's promises needs it.
    """
    running = events._get_running_loop()

    class Policy(events._BaseDefaultEventLoopPolicy):  # type: ignore[misc]
        def _loop_factory(self) -> TabEventLoop:
            return TabEventLoop(*(_gevents_wait() if _waits_are_patched() else (pause, wake)))

        def get_event_loop(self) -> Any:
            if for_promises and self._local._loop is None:
                return running
            return events._BaseDefaultEventLoopPolicy.get_event_loop(self)

    asyncio.run = asyncio.runners.run  # Pyodide has put its own there
    events._event_loop_policy = Policy()
    events._set_running_loop(None)
