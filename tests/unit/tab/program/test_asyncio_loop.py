"""asyncio's loop for the tab, on the host: it waits as it is told to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest

from switchpoint.tab.program.asyncio_loop import TabEventLoop


def run(main: Callable[[], Awaitable[object]]) -> list[float | None]:
    """Run a coroutine function on such a loop; return the seconds that it waited, rounded."""
    waited: list[float | None] = []

    def pause(seconds: float | None, is_over: Callable[[], bool]) -> None:
        waited.append(None if seconds is None else round(seconds, 1))
        if seconds and not is_over():
            time.sleep(seconds)

    async def whole() -> None:
        await main()

    others = asyncio.events._get_running_loop()  # Playwright's runs in this thread, too
    asyncio.events._set_running_loop(None)
    try:
        with asyncio.Runner(loop_factory=lambda: TabEventLoop(pause, lambda: None)) as runner:
            runner.run(whole())
    finally:
        asyncio.events._set_running_loop(others)
    return waited


def test_timers_are_waited_for() -> None:
    async def main() -> None:
        await asyncio.gather(asyncio.sleep(0.1), asyncio.sleep(0.3))

    waited = [seconds for seconds in run(main) if seconds]
    assert waited == [0.1, 0.2]


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda: asyncio.open_connection("127.0.0.1", 80), "no sockets in a browser tab"),
        (lambda: asyncio.start_server(lambda r, w: None, "127.0.0.1", 80), "no sockets in"),
        (lambda: asyncio.create_subprocess_exec("ls"), "has no processes"),
        (lambda: asyncio.create_subprocess_shell("ls"), "has no processes"),
    ],
)
def test_what_a_tab_has_not_is_refused_with_the_reason(
    ask: Callable[[], Awaitable[object]], reason: str
) -> None:
    with pytest.raises(NotImplementedError, match=reason):
        run(ask)


def test_signals_are_refused_with_the_reason() -> None:
    async def main() -> None:
        asyncio.get_running_loop().add_signal_handler(2, print)

    with pytest.raises(NotImplementedError, match="Stop raises KeyboardInterrupt"):
        run(main)
