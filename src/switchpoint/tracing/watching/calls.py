"""Calls of plain functions, and which of them are worth watching.

In a program without generators, greenlets and asyncio all calls are drawn. In others a call gets a
lane only when it takes part in a switch, as a function does that resumes a generator.
"""

from __future__ import annotations

from types import CodeType, FrameType

from switchpoint.tracing.trace import Lane
from switchpoint.tracing.watching.log import Log

_CALLS_OF_ONE_FUNCTION = 2_000
"""The calls after which a function that took part in no switch is no longer watched."""

_DEPTH = 50
"""The calls within calls that are drawn. A recursion beyond that must fail by its own depth."""


class Call:
    """A call that has not returned; it has a lane from the moment it is drawn."""

    __slots__ = ("lane", "line", "printed")

    def __init__(self, line: int, printed: int) -> None:
        """Remember the caller's line, and the output when the function was called."""
        self.line, self.printed = line, printed
        self.lane: Lane | None = None


class Calls:
    """Knows the calls that are watched and have not returned."""

    def __init__(self, log: Log, draw_all: bool) -> None:
        """Begin without calls."""
        self._log = log
        self.draw_all = draw_all
        self._open: dict[int, Call] = {}  # by the id of the frame
        self._counts: dict[CodeType, int] = {}
        self._lanes: dict[CodeType, Lane] = {}

    def add(self, frame: FrameType, line: int) -> Call:
        """Watch a call that begins now, from ``line``."""
        call = self._open[id(frame)] = Call(line, self._log.printed())
        return call

    def get(self, frame: FrameType) -> Call | None:
        """Return the call that runs in a frame, if it is watched."""
        return self._open.get(id(frame))

    def pop(self, frame: FrameType) -> Call | None:
        """Return and forget the call that ran in a frame, if it is watched."""
        return self._open.pop(id(frame), None)

    def is_too_deep(self) -> bool:
        """Tell whether the calls are nested deeper than they can be drawn."""
        return len(self._open) > _DEPTH

    def count(self, code: CodeType) -> bool:
        """Count a call; tell whether the function has not been called too often."""
        count = self._counts[code] = self._counts.get(code, 0) + 1
        return count <= _CALLS_OF_ONE_FUNCTION

    def is_unwatched(self, code: CodeType, frame: FrameType) -> bool:
        """Tell whether the function has been called too often, and this call is not watched."""
        return self._counts.get(code, 0) > _CALLS_OF_ONE_FUNCTION and id(frame) not in self._open

    def lane_of(self, code: CodeType) -> Lane:
        """Return the lane of a function, the same for all its calls."""
        lane = self._lanes.get(code)
        if lane is None:
            lane = self._lanes[code] = self._log.new_lane(code.co_name, "function")
        return lane
