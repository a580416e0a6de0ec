"""Who runs: which lane has control at a frame of the program, and where control goes next.

This is for programs with one stack. With greenlets or threads there are several at once, see
greenlets.py and threads.py.
"""

from __future__ import annotations

from _thread import get_ident  # the real one: gevent patches the name in threading
from types import CodeType, FrameType
from typing import ClassVar

from switchpoint.tracing.trace import Kind, Lane
from switchpoint.tracing.watching.calls import Calls
from switchpoint.tracing.watching.frames import GENERATORS, frame_of, is_of_asyncio, is_plain
from switchpoint.tracing.watching.generators import Generators
from switchpoint.tracing.watching.log import Log
from switchpoint.tracing.watching.note_sends import Sends


class Running:
    """Tells who runs in a program, and writes it to the log when control goes to another lane."""

    watches_calls: ClassVar[bool] = False
    """Whether ``on_call`` is to be called before each call that the program makes."""

    def __init__(self, file: str, log: Log, draw_calls: bool) -> None:
        """Begin with the main program; ``draw_calls`` if each plain call gets a lane."""
        self.file, self.log = file, log
        self.generators = Generators(file, log)
        self.calls = Calls(log, draw_calls)
        self.sends = Sends(self._on_close)
        self._thread = get_ident()
        self._loop: Lane | None = None

    # ---- what greenlets.py and threads.py do differently

    def start(self) -> None:
        """Begin to watch what is not seen by ``sys.monitoring``."""

    def pause(self) -> None:
        """End watching; the program may run on."""

    def stop(self) -> None:
        """Put back what ``start`` has changed."""

    def counts(self) -> bool:
        """Tell whether what happens now belongs into the trace."""
        return self.log.is_on and get_ident() == self._thread

    def in_main(self) -> bool:
        """Tell whether the current stack is that of the main program."""
        return True

    def in_other_thread(self) -> bool:
        """Tell whether the current stack is that of a thread which the program has started."""
        return False

    def base_lane(self) -> Lane:
        """Return the lane at the bottom of the current stack."""
        return self.log.main

    def enter(self, frame: FrameType) -> bool:
        """Tell whether a call that begins can be traced; a thread's first one starts its lane."""
        return True

    def name_stack(self, code: CodeType) -> None:
        """Name the current stack after a function that it runs, if it has no name."""

    def end_stack(self, frame: FrameType, kind: Kind, value: str) -> bool:
        """Note that a plain call ends; return ``True`` if a lane of the stack ends with it."""
        return False

    def on_call(self, code: CodeType, offset: int, called: object, first: object) -> None:
        """Before the program calls something, with ``first`` as the first argument."""

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
        """Write down that control goes from ``source`` to ``aim``; the arguments are the log's."""
        self.log.write(kind, lane, source, aim, line, frame, value, at)

    # ---- what is the same for all

    def lane_at(self, frame: FrameType | None) -> Lane:
        """Return the lane that has control at a frame, by the program's own frames up to it."""
        outermost: FrameType | None = None
        through_loop = False
        while frame is not None:
            if frame.f_code.co_filename == self.file:
                if not is_plain(frame.f_code):
                    break
                outermost = frame
            elif is_of_asyncio(frame):
                through_loop = outermost is None
            frame = frame.f_back
        if through_loop:
            if self._loop is None:
                self._loop = self.log.new_lane("event loop", "loop")
            return self._loop
        if outermost is not None and self.in_main():
            return self._lane_of_call(outermost)
        if frame is not None and frame.f_code.co_flags & GENERATORS:
            return self.generators.lane_of(frame)
        return self.base_lane()

    def _lane_of_call(self, frame: FrameType) -> Lane:
        """Return the lane of a plain call that takes part in a switch, drawing its start first."""
        call = self.calls.get(frame)
        if call is None:
            return self.lane_at(frame.f_back) if self.calls.draw_all else self.base_lane()
        if call.lane is None:
            call.lane = self.calls.lane_of(frame.f_code)
            caller = self.lane_at(frame.f_back)
            self.hand("start", call.lane, caller, call.lane, call.line, None, at=call.printed)
        return call.lane

    def line_before(self, frame: FrameType) -> int:
        """Return the program's line that called ``frame``, or where ``frame`` itself stands."""
        before = frame.f_back
        while before is not None and before.f_code.co_filename != self.file:
            if is_of_asyncio(before):
                return frame.f_lineno
            before = before.f_back
        return before.f_lineno if before is not None else frame.f_lineno

    def _on_close(self, receiver: object, frame: FrameType) -> None:
        """Write down that a generator is closed: it need not run for that."""
        held = frame_of(receiver)
        lane = self.generators.known(held) if held is not None else None
        if lane is not None and self.log.is_on:
            caller = self.lane_at(frame)
            self.hand("kill", lane, caller, caller, frame.f_lineno, None)
