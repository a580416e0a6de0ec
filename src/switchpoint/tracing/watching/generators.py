"""The lanes of generators, coroutines and async generators, and their names."""

from __future__ import annotations

import inspect
from types import FrameType

from switchpoint.tracing.trace import Lane, LaneKind
from switchpoint.tracing.watching.frames import call_text, delegates, variable_of
from switchpoint.tracing.watching.log import Log
from switchpoint.tracing.watching.short_repr import plain_name


class Generators:
    """Knows the lane of each generator that has not ended."""

    def __init__(self, file: str, log: Log) -> None:
        """Begin without generators; ``file`` is the program's."""
        self._file, self._log = file, log
        self._lanes: dict[int, Lane] = {}  # by the id of the frame, as long as that lives
        self._by_variable: dict[str, tuple[Lane, str]] = {}

    def lane_of(self, frame: FrameType) -> Lane:
        """Return a generator's lane; a generator from before the watching gets one now."""
        return self._lanes.get(id(frame)) or self.new(frame)

    def known(self, frame: FrameType) -> Lane | None:
        """Return a generator's lane if it has one."""
        return self._lanes.get(id(frame))

    def forget(self, frame: FrameType) -> None:
        """Forget a generator that has ended: its frame's id can come again."""
        self._lanes.pop(id(frame), None)

    def new(self, frame: FrameType) -> Lane:
        """Add a lane for a generator that starts."""
        code = frame.f_code
        kind: LaneKind = "generator"
        if code.co_flags & inspect.CO_COROUTINE:
            kind = "coroutine"
        elif code.co_flags & inspect.CO_ASYNC_GENERATOR:
            kind = "async_generator"
        lane = self._log.new_lane(self._name_of(frame), kind)
        variable = lane["name"].partition(" · ")[0]
        self._by_variable.setdefault(variable, (lane, call_text(frame)))
        before = frame.f_back
        if before is not None and before.f_code.co_filename == self._file and delegates(before):
            outer = self.known(before)
            if outer:
                lane["within"] = outer["id"]
        self._lanes[id(frame)] = lane
        return lane

    def _name_of(self, frame: FrameType) -> str:
        """Return a generator's name: the variable that holds it, and its function.

        A variable that holds several generators in turn, as in a loop, does not tell them apart:
        they are named after their arguments.
        """
        variable, function = variable_of(frame), plain_name(frame.f_code.co_name)
        if not variable:
            return function
        if variable not in self._by_variable:
            return variable if function == "genexpr" else f"{variable} · {function}"
        first, name = self._by_variable[variable]
        if first["name"].startswith(variable):
            first["name"] = ""  # frees the name it had
            first["name"] = self._log.unique(name)
        return call_text(frame)
