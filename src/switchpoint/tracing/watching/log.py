"""The trace of one run while it is written: its lanes, its events, the output between them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from types import FrameType

from switchpoint.tracing.trace import EVENT_LIMIT, VERSION, Event, Kind, Lane, LaneKind, Trace
from switchpoint.tracing.watching.frames import local_values


class Log:
    """Writes a trace, as long as ``is_on`` and within the limit."""

    def __init__(self, printed: Callable[[], int], stop_watching: Callable[[], None]) -> None:
        """Begin with the lane of the main program.

        ``printed()`` counts the characters of standard output. ``stop_watching()`` is called when
        there is no point in watching any further.
        """
        self.printed, self.stop_watching = printed, stop_watching
        self.main: Lane = {"id": 0, "name": "main", "kind": "main"}
        self.trace: Trace = {"version": VERSION, "lanes": [self.main], "events": []}
        self.is_on = False
        self._last_output = 0

    def new_lane(self, name: str, kind: LaneKind) -> Lane:
        """Add a lane with this name, or this name and a number."""
        lane: Lane = {"id": len(self.trace["lanes"]), "name": self.unique(name), "kind": kind}
        self.trace["lanes"].append(lane)
        return lane

    def unique(self, name: str) -> str:
        """Return the name, with a number after it if another lane has it."""
        taken = {lane["name"] for lane in self.trace["lanes"]}
        if name == "main":
            name = "main()"  # a function of the program, not the program itself
        numbered = (f"{name} {count}" for count in itertools.count(2))
        return next(n for n in itertools.chain([name], numbered) if n not in taken)

    def write(
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
        """Write an event: control goes from ``source`` to ``aim``.

        The event has the local variables of ``frame``, if one is given. ``at`` is what ``printed``
        was then, for an event that is written later than it happened.
        """
        if not self.is_on:
            return
        if len(self.trace["events"]) >= EVENT_LIMIT:
            self.trace["cut"] = True
            self.stop_watching()
            return
        end = max(self._last_output, self.printed() if at is None else at)
        event: Event = {
            "kind": kind,
            "lane": lane["id"],
            "from": source["id"],
            "to": aim["id"],
            "line": line or 0,  # code that a program makes itself may have none
            "output": [self._last_output, end],
        }
        if value is not None:
            event["value"] = value
        if frame is not None and (values := local_values(frame)):
            event["locals"] = values
        self._last_output = end
        self.trace["events"].append(event)

    def take_back(self) -> None:
        """Remove the last event; the next one gets its output."""
        self._last_output = self.trace["events"].pop()["output"][0]
