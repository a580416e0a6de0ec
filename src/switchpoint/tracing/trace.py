"""The schema of a trace: who ran when in one run of a program, as lanes and events.

A trace counts steps, not seconds, so that a recording of it is reproducible byte for byte:

    {"version": 1,
     "lanes":  [{"id": 0, "name": "main", "kind": "main"}, …],
     "events": [{"kind": "send", "lane": 1, "from": 0, "to": 1, "line": 20, "value": "3",
                 "locals": {"item": "2"}, "output": [12, 30]}, …]}
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

VERSION = 1

EVENT_LIMIT = 5_000
"""The number of events after which the tracer stops watching. The program runs on."""

Kind = Literal[
    "start",
    "resume",
    "yield",
    "send",
    "throw",
    "return",
    "raise",
    "switch",
    "block",
    "wake",
    "kill",
]
LaneKind = Literal[
    "main",
    "function",
    "generator",
    "coroutine",
    "async_generator",
    "greenlet",
    "hub",
    "loop",
    "thread",
]


class Lane(TypedDict):
    """Something that can have control: the main program, a generator, a greenlet, a thread.

    A lane that another one delegates to (``yield from``, ``await``) has that one's id in
    ``within``. A thread has a lane only while its turn is certain: whoever starts it does nothing
    but ``join`` it.
    """

    id: int
    name: str
    kind: LaneKind
    within: NotRequired[int]


Event = TypedDict(
    "Event",
    {
        "kind": Kind,
        "lane": int,
        "from": int,
        "to": int,
        "line": int,
        "value": NotRequired[str],
        "locals": NotRequired[dict[str, str]],
        "output": list[int],
    },
)
"""Control goes from one lane to another.

``lane`` is the generator, call or greenlet that the event is about, ``from`` the lane that had
control and ``to`` the lane that gets it. ``line`` is the line of the program where that happens, or
0 for none of its lines. ``value`` is what travels; for a ``block`` it is the name of the library
function that waits, where that is known. ``locals`` are the local variables of a generator.
``output`` is the span of standard output, in characters, that was printed since the event before.
"""


class Trace(TypedDict):
    """Everything the tracer saw of one run.

    ``cut`` is true when there were more events than ``EVENT_LIMIT``. ``unordered`` is true when
    threads ran at the same time: the operating system decides their order.
    """

    version: int
    lanes: list[Lane]
    events: list[Event]
    cut: NotRequired[bool]
    unordered: NotRequired[bool]
