"""Programs that use ``threading``: a thread is drawn as long as its turn is certain.

Its turn is certain if whoever starts it does nothing until ``join``. Otherwise the operating system
decides what runs when, no picture could show that, and the trace is marked as ``unordered``.
"""

from __future__ import annotations

import sys
from _thread import get_ident
from types import CodeType, FrameType
from typing import Any

from switchpoint.tracing.trace import Kind, Lane
from switchpoint.tracing.watching.log import Log
from switchpoint.tracing.watching.running import Running
from switchpoint.tracing.watching.short_repr import plain_name


class _Turn:
    """A thread of the program, from its start until somebody waits for its end."""

    __slots__ = ("frame", "ident", "joined", "lane", "line", "starter", "starter_ident", "thread")

    def __init__(self, thread: Any, starter: Lane, line: int) -> None:
        self.thread, self.starter, self.line = thread, starter, line
        self.starter_ident = get_ident()
        self.ident = self.frame = 0
        self.lane: Lane | None = None
        self.joined = False


class Threads(Running):
    """Tells who runs in a program with threads, one after another."""

    watches_calls = True

    def __init__(self, file: str, log: Log, draw_calls: bool) -> None:
        """Begin with the main thread, which is the current one."""
        Running.__init__(self, file, log, draw_calls)
        self._turn: _Turn | None = None
        self._in_order = True

    def stop(self) -> None:
        """Give up if a thread was never joined."""
        if self._turn is not None and not self._turn.joined:
            self._lose_order()

    def counts(self) -> bool:
        """Tell whether tracing goes on: every thread counts."""
        return self.log.is_on and (self._in_order or get_ident() == self._thread)

    def in_main(self) -> bool:
        """Tell whether this is the main thread."""
        return not self.in_other_thread()

    def in_other_thread(self) -> bool:
        """Tell whether this is not the main thread."""
        return self._in_order and get_ident() != self._thread

    def base_lane(self) -> Lane:
        """Return the current thread's lane."""
        if self.in_other_thread() and self._turn is not None and self._turn.lane is not None:
            return self._turn.lane
        return self.log.main

    def on_call(self, code: CodeType, offset: int, called: object, first: object) -> None:
        """Follow a thread from ``start`` to ``join``; its starter must do nothing in between."""
        if not self.counts():
            return
        thread = sys.modules["threading"].Thread if "threading" in sys.modules else None
        turn, name = self._turn, getattr(called, "__name__", "")
        if turn is not None and get_ident() == turn.starter_ident:
            if name == "join" and first is turn.thread:
                turn.joined = True
                return
            if not turn.joined:
                return self._lose_order()
        if name == "start" and thread is not None and isinstance(first, thread):
            if turn is not None and not turn.joined:
                return self._lose_order()
            frame = sys._getframe(1)
            self._turn = _Turn(first, self.lane_at(frame), frame.f_lineno)

    def enter(self, frame: FrameType) -> bool:
        """Start a thread's lane at the first of its calls; ``False`` for an unknown thread."""
        if not self.in_other_thread():
            return True
        turn = self._turn
        if turn is None or turn.ident not in (0, get_ident()):
            self._lose_order()
            return False
        if turn.lane is None:
            turn.ident, turn.frame = get_ident(), id(frame)
            code, given = frame.f_code, str(getattr(turn.thread, "name", ""))
            function = plain_name(code.co_name)
            name = function if given.startswith("Thread-") else f"{given} · {function}"
            turn.lane = self.log.new_lane(name, "thread")
            self.hand("start", turn.lane, turn.starter, turn.lane, turn.line, None)
        return True

    def end_stack(self, frame: FrameType, kind: Kind, value: str) -> bool:
        """Draw the end of the thread, if this is the call that it began with."""
        turn = self._turn
        if turn is None or turn.lane is None or turn.frame != id(frame):
            return False
        turn.frame = 0
        self.hand(kind, turn.lane, turn.lane, turn.starter, frame.f_lineno, None, value)
        return True

    def hand(
        self,
        kind: Kind,
        lane: Lane,
        source: Lane,
        aim: Lane,
        line: int,
        frame: FrameType | None,
        value: str | None = None,
        at: int | None = None,
    ) -> None:
        """Write an event down, unless it happens in a thread that should be waiting."""
        turn = self._turn
        if turn is not None and not turn.joined and get_ident() == turn.starter_ident:
            self._lose_order()
        self.log.write(kind, lane, source, aim, line, frame, value, at)

    def _lose_order(self) -> None:
        """Give up: which thread runs when is not determined."""
        self.log.trace["unordered"] = True
        self._in_order = False
        self.log.stop_watching()
