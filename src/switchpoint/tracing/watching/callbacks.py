"""What ``sys.monitoring`` calls while a program runs (PEP 669).

The frame that an event is about is the caller of each callback: ``sys._getframe(1)``.
"""

from __future__ import annotations

import sys
from types import CodeType, FrameType
from typing import Any

from switchpoint.tracing.trace import Kind
from switchpoint.tracing.watching.frames import GENERATORS, MODULE, is_plain
from switchpoint.tracing.watching.running import Running
from switchpoint.tracing.watching.short_repr import short


class Callbacks:
    """Callbacks for the events of generators, coroutines and plain calls."""

    def __init__(self, running: Running) -> None:
        """Write down what happens by means of ``running``."""
        self._running = running
        self._file = running.file
        self._generators, self._calls = running.generators, running.calls

    def on_start(self, code: CodeType, offset: int) -> Any:
        """Draw the start of a generator, or watch a plain call."""
        frame, running = sys._getframe(1), self._running
        if not running.counts() or not running.enter(frame):
            return None
        if code.co_flags & GENERATORS:
            caller = running.lane_at(frame.f_back)
            lane = self._generators.new(frame)
            running.hand("start", lane, caller, lane, running.line_before(frame), frame)
        elif code.co_name != MODULE and not running.in_other_thread():
            return self._start_call(code, frame)
        return None

    def _start_call(self, code: CodeType, frame: FrameType) -> Any:
        """Watch a plain call, and draw it at once if all are; ``DISABLE`` if it is one too many."""
        running, calls, before = self._running, self._calls, frame.f_back
        if calls.draw_all:
            if calls.is_too_deep():
                return sys.monitoring.DISABLE
            caller, line = running.lane_at(before), running.line_before(frame)
            lane = calls.lane_of(code)
            calls.add(frame, line).lane = lane
            running.hand("start", lane, caller, lane, line, None)
            return None
        running.name_stack(code)
        if not calls.count(code):
            return sys.monitoring.DISABLE
        # of calls within calls only the outermost is watched, and stands for them all
        inner = before is not None and before.f_code.co_filename == self._file
        if not (inner and before is not None and is_plain(before.f_code)):
            calls.add(frame, running.line_before(frame))
        return None

    def on_resume(self, code: CodeType, offset: int) -> None:
        """Draw that a generator runs on, with what it is sent."""
        frame, running = sys._getframe(1), self._running
        if not running.counts():
            return
        lane = self._generators.lane_of(frame)
        value = running.sends.take(frame)
        if value == "None":
            value = None  # as with next()
        kind: Kind = "resume" if value is None else "send"
        caller = running.lane_at(frame.f_back)
        running.hand(kind, lane, caller, lane, running.line_before(frame), frame, value)

    def on_yield(self, code: CodeType, offset: int, value: object) -> None:
        """Draw that a generator yields, with the value unless CPython wraps it (async)."""
        frame, running = sys._getframe(1), self._running
        if not running.counts():
            return
        lane = self._generators.lane_of(frame)
        wrapped = type(value).__name__ == "async_generator_wrapped_value"
        text = None if wrapped else short(value)
        caller = running.lane_at(frame.f_back)
        running.hand("yield", lane, lane, caller, frame.f_lineno, frame, text)

    def on_return(self, code: CodeType, offset: int, value: object) -> Any:
        """Draw the end of a generator or a call; ``DISABLE`` for calls no longer watched."""
        frame = sys._getframe(1)
        if self._calls.is_unwatched(code, frame):
            return sys.monitoring.DISABLE
        if self._running.counts():
            self._end(frame, "return", short(value))
        return None

    def on_throw(self, code: CodeType, offset: int, error: BaseException) -> None:
        """Draw that an exception is thrown into a generator."""
        running = self._running
        if code.co_filename != self._file or not running.counts():
            return
        frame = sys._getframe(1)
        if code.co_flags & GENERATORS:
            lane = self._generators.lane_of(frame)
            caller, line = running.lane_at(frame.f_back), running.line_before(frame)
            running.hand("throw", lane, caller, lane, line, frame, short(error))

    def on_unwind(self, code: CodeType, offset: int, error: BaseException) -> None:
        """Draw the end of a generator or a call by an exception."""
        if code.co_filename == self._file and self._running.counts():
            self._end(sys._getframe(1), "raise", short(error))

    def _end(self, frame: FrameType, kind: Kind, value: str) -> None:
        """Draw the end of a generator or a call."""
        running, line = self._running, frame.f_lineno
        if frame.f_code.co_flags & GENERATORS:
            lane = self._generators.lane_of(frame)
            running.hand(kind, lane, lane, running.lane_at(frame.f_back), line, None, value)
            self._generators.forget(frame)
            return
        if running.end_stack(frame, kind, value):
            return
        call = self._calls.pop(frame)
        if call and call.lane:
            caller = running.lane_at(frame.f_back)
            running.hand(kind, call.lane, call.lane, caller, line, None, value)
