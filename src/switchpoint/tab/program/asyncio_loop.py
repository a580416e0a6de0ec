"""asyncio's event loop for the tab: the standard library's own, but for how it waits.

Pyodide brings a loop that is always running, as the browser's is. A program that reads about
``asyncio.run`` expects what CPython does: no loop until ``run`` makes one, a new one each time,
KeyboardInterrupt after the main task's ``finally`` blocks.
"""

from __future__ import annotations

import asyncio
from asyncio import base_events
from asyncio import events as _events
from collections.abc import Callable
from typing import Any, NoReturn

events: Any = _events  # some of what is changed here has no public name


type Pause = Callable[[float | None, Callable[[], bool]], None]
"""Waits some seconds, or for ever, or until it is over."""


class _Selector:
    """Watches nothing, and waits as the loop wants."""

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
    """A loop of timers, callbacks and tasks; a tab has no sockets or processes for it."""

    def __init__(self, pause: Pause, wake: Callable[[], None]) -> None:
        """Wait by ``pause(seconds, is_over)``, which ``wake()`` has look whether it is over."""
        super().__init__()
        self._selector = _Selector(pause, wake)

    def _process_events(self, event_list: list[Any]) -> None:
        """Nothing is watched."""

    def _write_to_self(self) -> None:
        self._selector.wake()

    def call_soon(  # type: ignore[override]
        self, callback: Any, *args: Any, context: Any = None
    ) -> asyncio.Handle:
        """Do as usual, and end a wait: a promise of JavaScript's may call in the midst of one."""
        handle = super().call_soon(callback, *args, context=context)
        self._selector.wake()
        return handle


_CANNOT = {
    "asyncio has no sockets in a browser tab; gevent's work between a server and its clients in"
    " one program": """
        create_connection create_server create_datagram_endpoint create_unix_connection
        create_unix_server connect_accepted_socket sock_accept sock_connect sock_recv sock_sendall
        add_reader add_writer
    """,
    "a browser tab has no processes": "subprocess_exec subprocess_shell",
    "a browser tab has no pipes": "connect_read_pipe connect_write_pipe",
    "a browser tab gets no signals; Stop raises KeyboardInterrupt": "add_signal_handler",
}
"""Why the loop cannot, and what."""


def _refusing(reason: str) -> Callable[..., NoReturn]:
    def refuse(*args: object, **options: object) -> NoReturn:
        raise NotImplementedError(reason)

    return refuse


for reason, names in _CANNOT.items():
    for name in names.split():
        setattr(TabEventLoop, name, _refusing(reason))


def install(pause: Pause, wake: Callable[[], None], *, for_promises: bool = False) -> None:
    """Let asyncio make such loops; none is running.

    A program that has to do with JavaScript's promises needs Pyodide's loop where none is running.
    """
    running = events._get_running_loop()

    class Policy(events._BaseDefaultEventLoopPolicy):  # type: ignore[misc]
        def _loop_factory(self) -> TabEventLoop:
            return TabEventLoop(pause, wake)

        def get_event_loop(self) -> Any:
            if for_promises and self._local._loop is None:
                return running
            return super().get_event_loop()

    asyncio.run = asyncio.runners.run  # Pyodide has put its own there
    events._event_loop_policy = Policy()
    events._set_running_loop(None)
