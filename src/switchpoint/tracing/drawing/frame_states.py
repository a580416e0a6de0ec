"""The states of a generator's frame, for pages that show what a frame holds between steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from switchpoint.tracing.drawing.sentences import arrow_label
from switchpoint.tracing.trace import Trace


@dataclass(frozen=True)
class FrameState:
    """A generator's frame at rest: how it got there, where it stands, what it holds."""

    kind: Literal["new", "waits", "done"]
    step: str = ""
    """What resumed the generator, as its arrow says: ``next``, ``send 3``."""
    line: int = 0
    held: Mapping[str, str] = field(default_factory=dict)


def frame_states(trace: Trace) -> tuple[str, list[FrameState]]:
    """Return the first generator's name, and its frame's states: before, between and after steps.

    At most the first three stops are returned; without a generator there are none.
    """
    lane = next((lane for lane in trace["lanes"] if lane["kind"] == "generator"), None)
    if lane is None:
        return "", []
    states, step = [FrameState("new")], ""
    for event in trace["events"]:
        if event["lane"] != lane["id"]:
            continue
        if event["kind"] == "yield":
            states.append(FrameState("waits", step, event["line"], event.get("locals", {})))
        elif event["kind"] in ("return", "raise", "kill"):
            closed = event["kind"] == "kill"
            states.append(FrameState("done", "close" if closed else step))
        else:
            step = "next" if event["kind"] == "start" else arrow_label(event, trace["lanes"])
    if len(states) > 5:
        states = [*states[:4], states[-1]]
    return lane["name"], states
