"""Programs that use greenlets, by themselves or through gevent: seen by ``greenlet.settrace``."""

from __future__ import annotations

import sys
import weakref
from contextlib import suppress
from types import CodeType, FrameType
from typing import Any

import greenlet

from switchpoint.tracing.trace import Kind, Lane
from switchpoint.tracing.watching.greenlet_names import (
    first_line,
    is_gevents_own,
    is_hub,
    name_of,
)
from switchpoint.tracing.watching.log import Log
from switchpoint.tracing.watching.running import Running
from switchpoint.tracing.watching.short_repr import plain_name


class Greenlets(Running):
    """Tells who runs in a program with greenlets, and draws the switches between them."""

    watches_calls = True

    def __init__(self, file: str, log: Log, draw_calls: bool) -> None:
        """Begin with the main greenlet, which is the current one."""
        Running.__init__(self, file, log, draw_calls)
        self._main_greenlet = id(greenlet.getcurrent())
        self._lanes: dict[int, tuple[weakref.ref[Any], Lane]] = {}
        self._nameless: set[int] = set()  # lanes of greenlets that run a library's function
        self._inside: dict[int, Lane] = {}  # who runs in a greenlet that waits, by its lane
        self._endings: dict[int, tuple[Kind, str, int]] = {}  # how greenlets end, by their lane
        self._calls_made = 0
        self._calls_made_at_wake = -1
        self._program_trace: Any = None  # the program's own trace function
        self._real_settrace = greenlet.settrace
        self._is_watching = False

    # ---- beginning and end

    def start(self) -> None:
        """Begin to watch; a program can set a trace function of its own as well."""
        self._is_watching = True
        self._real_settrace(self._on_switch)

        def settrace(callback: Any) -> Any:
            before, self._program_trace = self._program_trace, callback
            if not self.log.is_on:
                self._real_settrace(callback)
            return before

        greenlet.settrace = settrace

    def pause(self) -> None:
        """Leave ``greenlet``'s trace function to the program."""
        if self._is_watching:
            self._real_settrace(self._program_trace)

    def stop(self) -> None:
        """Put back ``greenlet.settrace``, without a trace function."""
        if self._is_watching:
            self._real_settrace(None)
            greenlet.settrace = self._real_settrace
            self._is_watching = False

    # ---- who runs

    def in_main(self) -> bool:
        """Tell whether the main greenlet runs."""
        return not self._is_watching or id(greenlet.getcurrent()) == self._main_greenlet

    def base_lane(self) -> Lane:
        """Return the current greenlet's lane."""
        return self.log.main if self.in_main() else self._lane_of(greenlet.getcurrent())

    def name_stack(self, code: CodeType) -> None:
        """Name a greenlet that runs a library's function after the first of the program's."""
        if self._nameless and not self.in_main():
            lane = self.base_lane()
            if lane["id"] in self._nameless:
                self._nameless.discard(lane["id"])
                lane["name"] = self.log.unique(plain_name(code.co_name))

    def end_stack(self, frame: FrameType, kind: Kind, value: str) -> bool:
        """Remember how the call ended: if it is the greenlet's first, so does the greenlet."""
        if not self.in_main():
            ending: Kind = "kill" if value.startswith("<GreenletExit") else kind
            self._endings[self.base_lane()["id"]] = (ending, value, frame.f_lineno)
        return False

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
        """Write an event down, and who runs in the current greenlet."""
        self.log.write(kind, lane, source, aim, line, frame, value, at)
        if self.log.is_on:
            self._inside[self.base_lane()["id"]] = aim

    def _known(self, one: Any) -> Lane | None:
        if id(one) == self._main_greenlet:
            return self.log.main
        found = self._lanes.get(id(one))
        return found[1] if found and found[0]() is one else None

    def _lane_of(self, one: Any) -> Lane:
        """Return a greenlet's lane; a new greenlet gets one now."""
        lane = self._known(one)
        if lane is None:
            if not is_hub(one) and is_gevents_own(one):
                return self._lane_of(one.parent)
            name = "hub" if is_hub(one) else name_of(one, self.file)
            lane = self.log.new_lane(name or "greenlet", "hub" if is_hub(one) else "greenlet")
            if not name:
                self._nameless.add(lane["id"])
            self._lanes[id(one)] = (weakref.ref(one), lane)
        return lane

    # ---- switches

    def on_call(self, code: CodeType, offset: int, called: object, first: object) -> None:
        """Count the calls that the program makes."""
        if self.counts():
            self._calls_made += 1

    def _on_switch(self, event: str, arguments: tuple[Any, Any]) -> None:
        if self.counts():
            self._draw_switch(event, *arguments)
        if self._program_trace is not None:
            self._program_trace(event, arguments)

    def _draw_switch(self, event: str, origin: Any, target: Any) -> None:
        is_new = self._known(target) is None
        source, aim = self._lane_of(origin), self._lane_of(target)
        if source is aim:
            return
        value = self.sends.take(target)
        line, waits_in = self._place(origin)
        lane = source
        kind: Kind = "switch"
        if origin.dead:
            kind, value, line = self._endings.pop(source["id"], ("return", "None", line))
        elif event == "throw":
            kind, lane = "throw", aim
        elif aim["kind"] == "hub":
            kind, value = "block", waits_in or value
        elif is_new:
            kind, lane, line = "start", aim, line or first_line(target, self.file)
        elif source["kind"] == "hub":
            kind, lane = "wake", aim
        if kind == "block" and self._waits_again():
            return
        self._calls_made_at_wake = self._calls_made if kind == "wake" else -1
        line = line or self._line_of_switch(target)
        if origin.dead:
            self._inside.pop(source["id"], None)
        giver, taker = (self._inside.get(it["id"], it) for it in (source, aim))
        self.log.write(kind, lane, giver, taker, line, None, value)
        if self.log.is_on:
            self._inside[aim["id"]] = taker

    def _waits_again(self) -> bool:
        """Tell whether a greenlet waits again within the same call of a library; forget its waking.

        How often a library checks for what it waits for varies, and is not part of the program.
        """
        log, events = self.log, self.log.trace["events"]
        if self._calls_made != self._calls_made_at_wake:
            return False
        if not log.is_on or not events or events[-1]["kind"] != "wake":
            return False
        if log.printed() > events[-1]["output"][1]:
            return False  # the program's own trace function has printed something
        log.take_back()
        return True

    def _place(self, one: Any) -> tuple[int, str | None]:
        """Return the program's line at which a greenlet waits, and the library's function there."""
        frame, function = one.gr_frame, None
        while frame is not None and frame.f_code.co_filename != self.file:
            function = frame.f_code.co_name
            frame = frame.f_back
        return (frame.f_lineno, function) if frame is not None else (0, None)

    def _line_of_switch(self, target: Any) -> int:
        """Return the line from which a greenlet is switched to that has no line of its own."""
        frame: FrameType | None = None
        with suppress(ValueError):  # in a tab a greenlet that starts has no frame yet
            frame = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename != self.file:
            frame = frame.f_back
        return frame.f_lineno if frame is not None else first_line(target, self.file)
