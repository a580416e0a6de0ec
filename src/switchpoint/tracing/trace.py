"""Who ran when: one program's switches of control, as lanes and events. The same file under CPython
and in the tab; imports nothing of ours.

Generators, coroutines and plain calls are seen through ``sys.monitoring`` (PEP 669), greenlets
through ``greenlet.settrace``. Only the reader's own code counts, never a library's. A trace has
steps and no seconds, so that a recording of it is reproducible byte for byte:

    {"version": 1,
     "lanes":  [{"id": 0, "name": "main", "kind": "main"}, …],
     "events": [{"kind": "send", "lane": 1, "from": 0, "to": 1, "line": 20, "value": "3",
                 "locals": {"item": "2"}, "output": [12, 30]}, …]}

``lane`` is the generator or greenlet that the event is about, ``from`` and ``to`` are the lanes
that hand control over and take it, ``line`` is the line on which that happens (0: not one of the
reader's), and ``output`` is the span of standard output, in characters, printed since the event
before. A ``block`` has as value the library function that waits, where it is known. A lane that
another one delegates to (``yield from``, ``await``) has ``within``. ``cut`` is true when there were
too many events, ``unordered`` when threads ran whose turns the operating system decides. A thread
has a lane where its turn is certain: who starts it does nothing but ``join`` it.
"""

from __future__ import annotations

import ast
import dis
import inspect
import itertools
import reprlib
import sys
import weakref
from _thread import get_ident  # the real one: gevent patches the name in threading
from collections.abc import Callable, Iterator
from types import AsyncGeneratorType, CodeType, CoroutineType, FrameType, GeneratorType
from typing import Any, Literal, NotRequired, TypedDict

VERSION = 1
EVENT_LIMIT = 5_000
"""Events after which tracing stops; the program runs on, untraced. Nobody reads further."""

_CALLS_OF_ONE_FUNCTION = 2_000
"""Calls after which a plain function that has switched nothing is no longer watched."""

_DEPTH = 50
"""Calls within calls that are drawn; a recursion that fails for its depth must fail by itself."""

_NOTE = "__switchpoint_note__"
_GENERATORS = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR

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

_Noted = Literal["receiver", "sent", "closed"]


class Lane(TypedDict):
    """Something that control can be in: a generator, a greenlet, the main program."""

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


class Trace(TypedDict):
    """All that was seen of one run."""

    version: int
    lanes: list[Lane]
    events: list[Event]
    cut: NotRequired[bool]
    unordered: NotRequired[bool]


class _Short(reprlib.Repr):
    """Short texts of values. Never runs code of the program's: its ``__repr__`` might print."""

    def __init__(self) -> None:
        super().__init__()
        self.maxstring = self.maxother = self.maxlong = 24
        self.maxlist = self.maxtuple = self.maxdict = self.maxset = self.maxdeque = 4
        self.maxlevel = 2

    def repr1(self, x: Any, level: int) -> str:
        kind = type(x)
        if kind.__module__ != "builtins":
            return f"<{_plain(kind.__name__)}>"
        if isinstance(x, BaseException):
            return f"{kind.__name__}({', '.join(self.repr1(a, level - 1) for a in x.args[:1])})"
        if kind in (int, float, complex, bool, str, bytes, list, tuple, dict, set, frozenset):
            return super().repr1(x, level)
        if x is None or x is Ellipsis or x is NotImplemented:
            return repr(x)
        if isinstance(x, range):
            return repr(x)
        name = getattr(x, "__name__", "") if kind.__name__ in _NAMED else ""
        return f"<{kind.__name__} {name}>" if name else f"<{kind.__name__}>"


_NAMED = frozenset(
    {"function", "builtin_function_or_method", "method", "type", "module"}
    | {"generator", "coroutine", "async_generator"}
)
_short = _Short()


def short(value: object) -> str:
    """Return a short text for a value: at most 40 characters, no address, no code of its class."""
    try:
        text = _short.repr(value)
    except Exception:
        text = "<?>"
    return text if len(text) <= 40 else text[:39] + "…"


def _plain(name: str) -> str:
    return name.strip("_<>") or name


class _Call:
    """A call of a plain function that has not taken part in a switch yet."""

    __slots__ = ("lane", "line", "printed", "seen")

    def __init__(self, line: int, printed: int) -> None:
        self.line, self.printed = line, printed
        self.lane: Lane | None = None
        self.seen = 0


class _Turn:
    """A thread of the program's, from its start until somebody waits for its end."""

    __slots__ = ("frame", "ident", "joined", "lane", "line", "starter", "starter_ident", "thread")

    def __init__(self, thread: Any, starter: Lane, starter_ident: int, line: int) -> None:
        self.thread, self.starter, self.starter_ident = thread, starter, starter_ident
        self.line = line
        self.ident = self.frame = 0
        self.lane: Lane | None = None
        self.joined = False


class Tracer:
    """Traces one program: ``compile`` it, run it between ``start`` and ``stop``, take ``trace``."""

    def __init__(self, file: str, printed: Callable[[], int]) -> None:
        """Trace the code of ``file``; ``printed()`` counts the characters of standard output."""
        self._file, self._printed = file, printed
        self._main: Lane = {"id": 0, "name": "main", "kind": "main"}
        self.trace: Trace = {"version": VERSION, "lanes": [self._main], "events": []}
        self._thread = get_ident()
        self._last_output = 0
        self._generators: dict[int, Lane] = {}  # by id of the frame, while that lives
        self._calls: dict[int, _Call] = {}  # likewise, outermost plain calls only
        self._call_counts: dict[CodeType, int] = {}
        self._function_lanes: dict[CodeType, Lane] = {}
        self._greenlets: dict[int, tuple[weakref.ref[Any], Lane]] = {}
        self._inside: dict[int, Lane] = {}  # who runs in a greenlet that waits, by its lane
        self._by_variable: dict[str, tuple[Lane, str]] = {}
        self._endings: dict[int, tuple[Kind, str, int]] = {}  # of greenlets, by lane
        self._loop: Lane | None = None
        self._noting: list[int] = []
        self._sent: tuple[int, str] | None = None
        self._codes: list[CodeType] = []
        self._draw_calls = True
        self._has_greenlets = False
        self._has_threads = False
        self._turn: _Turn | None = None
        self._main_greenlet = 0
        self._nameless: set[int] = set()  # lanes of greenlets that run a library's function
        self._calls_made = 0
        self._calls_made_at_wake = -1
        self._tool = 0
        self._greenlet: Any = None
        self._user_trace: Any = None
        self._on = False

    # ---- the program's code

    def compile(self, source: str) -> CodeType:
        """Compile the program as ``compile`` does, with a note taken of what is sent to whom."""
        compile(source, self._file, "exec", dont_inherit=True)  # says best what is wrong with it
        tree = _NoteSends().visit(ast.parse(source, self._file))
        code = compile(tree, self._file, "exec", dont_inherit=True)
        self._codes = list(_codes_in(code))
        imported = {name for inner in self._codes for name in inner.co_names}
        self._has_greenlets = bool(imported & {"gevent", "greenlet"})
        self._has_threads = "threading" in imported and not self._has_greenlets
        self._draw_calls = not (
            self._has_greenlets
            or "asyncio" in imported
            or any(inner.co_flags & _GENERATORS for inner in self._codes)
        )
        return code

    def start(self) -> None:
        """Begin to watch."""
        monitoring, events = sys.monitoring, sys.monitoring.events
        self._tool = next(i for i in (4, 3, 5) if monitoring.get_tool(i) is None)
        monitoring.use_tool_id(self._tool, "switchpoint")
        setattr(sys.modules["builtins"], _NOTE, self._note)  # the program's own, see session.py
        callbacks: list[tuple[int, Callable[..., Any]]] = [
            (events.PY_START, self._on_start),
            (events.PY_RESUME, self._on_resume),
            (events.PY_YIELD, self._on_yield),
            (events.PY_RETURN, self._on_return),
            (events.PY_THROW, self._on_throw),
            (events.PY_UNWIND, self._on_unwind),
            (events.CALL, self._on_any_call),
        ]
        for event, callback in callbacks:
            monitoring.register_callback(self._tool, event, callback)
        self._on = True
        local = events.PY_START | events.PY_RESUME | events.PY_YIELD | events.PY_RETURN
        if self._has_greenlets or self._has_threads:
            local |= events.CALL
        for code in self._codes:
            monitoring.set_local_events(self._tool, code, local)
        monitoring.set_events(self._tool, events.PY_THROW | events.PY_UNWIND)
        if self._has_greenlets:
            self._watch_greenlets()

    def _watch_greenlets(self) -> None:
        try:
            import greenlet  # type: ignore[import-untyped]
        except ImportError:
            return  # the program will say so itself
        self._greenlet = greenlet
        self._real_settrace = greenlet.settrace
        self._main_greenlet = id(greenlet.getcurrent())
        self._real_settrace(self._on_switch)

        def settrace(callback: Any) -> Any:
            """Let a program set a trace function of its own beside ours."""
            before, self._user_trace = self._user_trace, callback
            if not self._on:
                self._real_settrace(callback)
            return before

        greenlet.settrace = settrace

    def stop(self) -> None:
        """End watching; a second call does nothing."""
        if self._turn is not None and not self._turn.joined:
            self._lose_order()
        if self._tool and sys.monitoring.get_tool(self._tool) == "switchpoint":
            self._watch_no_more()
            sys.monitoring.free_tool_id(self._tool)
        if self._greenlet is not None:
            self._real_settrace(None)
            self._greenlet.settrace = self._real_settrace
            self._greenlet = None
        self._drop_silent_closes()

    def _watch_no_more(self) -> None:
        self._on = False
        sys.monitoring.set_events(self._tool, 0)
        for code in self._codes:
            sys.monitoring.set_local_events(self._tool, code, 0)
        if self._greenlet is not None:
            self._real_settrace(self._user_trace)

    def _note(self, value: Any, what: _Noted) -> Any:
        """Remember the receiver of a send, then what is sent to it; return what was given.

        A generator that is closed is written down here: it may be so without running.
        """
        if what == "closed":
            held = _frame_of(value)
            lane = self._generators.get(id(held)) if held is not None else None
            if held is not None and lane is not None and self._on:
                frame = sys._getframe(1)
                caller = self._lane_running(frame)
                self._hand("kill", lane, caller, caller, frame.f_lineno, None)
        elif what == "receiver":
            self._noting = [*self._noting[-20:], id(_frame_of(value) or value)]
        elif self._noting:
            self._sent = (self._noting.pop(), short(value))
        return value

    # ---- generators, coroutines and plain calls

    def _on_start(self, code: CodeType, offset: int) -> Any:
        frame = sys._getframe(1)
        if not self._counts(code):
            return None
        if self._in_other_thread() and not self._enter_thread(frame):
            return None
        if code.co_flags & _GENERATORS:
            caller = self._caller(frame)
            lane = self._new_generator(frame)
            self._hand("start", lane, caller, lane, self._line_before(frame), frame)
        elif code.co_name != "<module>" and not self._in_other_thread():
            return self._on_call(code, frame)
        return None

    def _on_any_call(self, code: CodeType, offset: int, called: object, first: object) -> None:
        if not self._counts(code):
            return
        self._calls_made += 1
        if self._has_threads:
            self._on_call_beside_threads(called, first)

    # ---- threads

    def _on_call_beside_threads(self, called: object, first: object) -> None:
        """Follow a thread from ``start`` to ``join``; between them its starter must do nothing."""
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
            frame = sys._getframe(2)
            self._turn = _Turn(first, self._lane_running(frame), get_ident(), frame.f_lineno)
        return None

    def _in_other_thread(self) -> bool:
        return self._has_threads and get_ident() != self._thread

    def _enter_thread(self, frame: FrameType) -> bool:
        """Draw a thread's lane as it reaches the reader's code; ``False`` for one unknown."""
        turn = self._turn
        if turn is None or turn.ident not in (0, get_ident()):
            self._lose_order()
            return False
        if turn.lane is None:
            turn.ident, turn.frame = get_ident(), id(frame)
            code, given = frame.f_code, str(getattr(turn.thread, "name", ""))
            function = _plain(code.co_name)
            name = function if given.startswith("Thread-") else f"{given} · {function}"
            turn.lane = self._new_lane(name, "thread")
            self._hand("start", turn.lane, turn.starter, turn.lane, turn.line, None)
        return True

    def _lose_order(self) -> None:
        """Give up: which thread runs when is not determined, and no picture could tell."""
        self.trace["unordered"] = True
        self._has_threads = False
        self._watch_no_more()

    def _on_call(self, code: CodeType, frame: FrameType) -> Any:
        if self._draw_calls and len(self._calls) > _DEPTH:
            return sys.monitoring.DISABLE
        if self._draw_calls:
            caller, line = self._caller(frame), self._line_before(frame)
            call = self._calls[id(frame)] = _Call(line, self._printed())
            call.lane = self._function_lane(code)
            self._hand("start", call.lane, caller, call.lane, line, None)
            return None
        if self._nameless and self._in_other_greenlet():
            lane = self._base_lane()
            if lane["id"] in self._nameless:  # the first of the reader's functions names it
                self._nameless.discard(lane["id"])
                lane["name"] = self._unique(_plain(code.co_name))
        count = self._call_counts[code] = self._call_counts.get(code, 0) + 1
        if count > _CALLS_OF_ONE_FUNCTION:
            return sys.monitoring.DISABLE
        before = frame.f_back
        # only the outermost of nested calls stands for them all
        inner = before is not None and before.f_code.co_filename == self._file
        if not (inner and before is not None and self._is_plain(before.f_code)):
            self._calls[id(frame)] = _Call(self._line_before(frame), self._printed())
        return None

    def _on_resume(self, code: CodeType, offset: int) -> None:
        frame = sys._getframe(1)
        if not self._counts(code):
            return
        lane = self._lane_of(frame)
        sent, self._sent = self._sent, None
        fits = sent is not None and sent[0] == id(frame) and sent[1] != "None"
        kind: Kind = "send" if fits else "resume"
        value = sent[1] if sent and fits else None
        self._hand(kind, lane, self._caller(frame), lane, self._line_before(frame), frame, value)

    def _on_yield(self, code: CodeType, offset: int, value: object) -> None:
        frame = sys._getframe(1)
        if not self._counts(code):
            return
        lane = self._lane_of(frame)
        wrapped = type(value).__name__ == "async_generator_wrapped_value"
        text = None if wrapped else short(value)
        self._hand("yield", lane, lane, self._caller(frame), frame.f_lineno, frame, text)

    def _on_return(self, code: CodeType, offset: int, value: object) -> Any:
        frame = sys._getframe(1)
        if self._call_counts.get(code, 0) > _CALLS_OF_ONE_FUNCTION and id(frame) not in self._calls:
            return sys.monitoring.DISABLE
        if self._counts(code):
            self._end(frame, "return", short(value))
        return None

    def _on_throw(self, code: CodeType, offset: int, error: BaseException) -> None:
        if code.co_filename != self._file or not self._counts(code):
            return
        frame = sys._getframe(1)
        if code.co_flags & _GENERATORS:
            lane = self._lane_of(frame)
            caller, line = self._caller(frame), self._line_before(frame)
            self._hand("throw", lane, caller, lane, line, frame, short(error))

    def _on_unwind(self, code: CodeType, offset: int, error: BaseException) -> None:
        if code.co_filename == self._file and self._counts(code):
            self._end(sys._getframe(1), "raise", short(error))

    def _end(self, frame: FrameType, kind: Kind, value: str) -> None:
        """A generator or a call ends; so does, with its outermost call, a greenlet."""
        code = frame.f_code
        line = frame.f_lineno
        if code.co_flags & _GENERATORS:
            lane = self._lane_of(frame)
            self._hand(kind, lane, lane, self._caller(frame), line, None, value)
            self._generators.pop(id(frame), None)
            return
        turn = self._turn
        if turn is not None and turn.lane is not None and turn.frame == id(frame):
            turn.frame = 0
            self._hand(kind, turn.lane, turn.lane, turn.starter, line, None, value)
            return
        if self._in_other_greenlet():
            ending: Kind = "kill" if value.startswith("<GreenletExit") else kind
            self._endings[self._base_lane()["id"]] = (ending, value, line)
        call = self._calls.pop(id(frame), None)
        if call and call.lane:
            self._hand(kind, call.lane, call.lane, self._caller(frame), line, None, value)

    def _counts(self, code: CodeType) -> bool:
        return self._on and (get_ident() == self._thread or self._has_threads)

    def _is_plain(self, code: CodeType) -> bool:
        return not code.co_flags & _GENERATORS and code.co_name != "<module>"

    def _lane_of(self, frame: FrameType) -> Lane:
        """Return the generator's lane; one made before watching began gets it now."""
        return self._generators.get(id(frame)) or self._new_generator(frame)

    def _new_generator(self, frame: FrameType) -> Lane:
        code = frame.f_code
        kind: LaneKind = "generator"
        if code.co_flags & inspect.CO_COROUTINE:
            kind = "coroutine"
        elif code.co_flags & inspect.CO_ASYNC_GENERATOR:
            kind = "async_generator"
        lane = self._new_lane(self._name_of(frame), kind)
        variable = lane["name"].partition(" · ")[0]
        self._by_variable.setdefault(variable, (lane, _with_argument(frame)))
        before = frame.f_back
        if before is not None and before.f_code.co_filename == self._file and _delegates(before):
            outer = self._generators.get(id(before))
            if outer:
                lane["within"] = outer["id"]
        self._generators[id(frame)] = lane
        return lane

    def _name_of(self, frame: FrameType) -> str:
        """Return a generator's name: the variable that holds it, and its function.

        A variable that holds one after another, as in a loop, names none: their arguments do.
        """
        variable, function = _variable_of(frame), _plain(frame.f_code.co_name)
        if not variable:
            return function
        if variable not in self._by_variable:
            return variable if function == "genexpr" else f"{variable} · {function}"
        first, name = self._by_variable[variable]
        if first["name"].startswith(variable):
            first["name"] = ""  # frees the name it had
            first["name"] = self._unique(name)
        return _with_argument(frame)

    def _function_lane(self, code: CodeType) -> Lane:
        lane = self._function_lanes.get(code)
        if lane is None:
            lane = self._function_lanes[code] = self._new_lane(code.co_name, "function")
        return lane

    def _new_lane(self, name: str, kind: LaneKind) -> Lane:
        lane: Lane = {"id": len(self.trace["lanes"]), "name": self._unique(name), "kind": kind}
        self.trace["lanes"].append(lane)
        return lane

    def _unique(self, name: str) -> str:
        taken = {lane["name"] for lane in self.trace["lanes"]}
        if name == "main":
            name = "main()"  # a function of the reader's, not the program itself
        numbered = (f"{name} {count}" for count in itertools.count(2))
        return next(n for n in itertools.chain([name], numbered) if n not in taken)

    def _caller(self, frame: FrameType) -> Lane:
        """Return the lane that resumed ``frame``: the nearest of the reader's own below it."""
        return self._lane_running(frame.f_back)

    def _lane_running(self, before: FrameType | None) -> Lane:
        outermost: FrameType | None = None
        through_loop = False
        while before is not None:
            if before.f_code.co_filename == self._file:
                if not self._is_plain(before.f_code):
                    break
                outermost = before
            elif before.f_globals.get("__name__", "").startswith("asyncio."):
                through_loop = outermost is None
            before = before.f_back
        if through_loop:
            if self._loop is None:
                self._loop = self._new_lane("event loop", "loop")
            return self._loop
        in_main = not self._in_other_greenlet() and not self._in_other_thread()
        if outermost is not None and in_main:
            return self._lane_of_call(outermost)
        if before is not None and before.f_code.co_flags & _GENERATORS:
            return self._lane_of(before)
        return self._base_lane()

    def _lane_of_call(self, frame: FrameType) -> Lane:
        """Return the lane of a plain call that takes part in a switch, drawing its start first."""
        call = self._calls.get(id(frame))
        if call is None:
            return self._caller(frame) if self._draw_calls else self._base_lane()
        if call.lane is None:
            call.lane = self._function_lane(frame.f_code)
            caller = self._caller(frame)
            self._hand("start", call.lane, caller, call.lane, call.line, None, at=call.printed)
        return call.lane

    def _line_before(self, frame: FrameType) -> int:
        """Return the line of the reader's code that called, or where ``frame`` itself stands."""
        before = frame.f_back
        while before is not None and before.f_code.co_filename != self._file:
            if before.f_globals.get("__name__", "").startswith("asyncio."):
                return frame.f_lineno
            before = before.f_back
        return before.f_lineno if before is not None else frame.f_lineno

    # ---- greenlets

    def _on_switch(self, event: str, arguments: tuple[Any, Any]) -> None:
        origin, target = arguments
        if self._on and get_ident() == self._thread:
            self._draw_switch(event, origin, target)
        if self._user_trace is not None:
            self._user_trace(event, arguments)

    def _draw_switch(self, event: str, origin: Any, target: Any) -> None:
        known = self._known(target) is not None
        source, aim = self._greenlet_lane(origin), self._greenlet_lane(target)
        if source is aim:
            return
        sent, self._sent = self._sent, None
        value = sent[1] if sent and sent[0] == id(target) else None
        line, by = self._place(origin)
        lane = source
        kind: Kind = "switch"
        if origin.dead:
            kind, value, line = self._endings.pop(source["id"], ("return", "None", line))
        elif event == "throw":
            kind, lane = "throw", aim
        elif aim["kind"] == "hub":
            kind, value = "block", by or value
        elif not known:
            kind, lane, line = "start", aim, line or _first_line(target, self._file)
        elif source["kind"] == "hub":
            kind, lane = "wake", aim
        if kind == "block" and self._calls_made == self._calls_made_at_wake and self._rewait():
            return
        self._calls_made_at_wake = self._calls_made if kind == "wake" else -1
        if not line:
            frame: FrameType | None = sys._getframe(1)
            while frame is not None and frame.f_code.co_filename != self._file:
                frame = frame.f_back
            line = frame.f_lineno if frame is not None else _first_line(target, self._file)
        if origin.dead:
            self._inside.pop(source["id"], None)
        giver, taker = (self._inside.get(it["id"], it) for it in (source, aim))
        self._hand(kind, lane, giver, taker, line, None, value, base=aim)

    def _rewait(self) -> bool:
        """Forget a waking after which a greenlet waits again within the same call of a library.

        How often a library looks for what it waits for is its own affair, and no fixed number.
        """
        events = self.trace["events"]
        if not self._on or not events or events[-1]["kind"] != "wake":
            return False
        if self._printed() > events[-1]["output"][1]:
            return False  # a trace function of the program's has told of it
        self._last_output = events.pop()["output"][0]
        return True

    def _place(self, greenlet: Any) -> tuple[int, str | None]:
        """Return the reader's line at which a greenlet waits, and the library's function there."""
        frame, by = greenlet.gr_frame, None
        while frame is not None and frame.f_code.co_filename != self._file:
            by = frame.f_code.co_name
            frame = frame.f_back
        return (frame.f_lineno, by) if frame is not None else (0, None)

    def _known(self, greenlet: Any) -> Lane | None:
        if id(greenlet) == self._main_greenlet:
            return self._main
        found = self._greenlets.get(id(greenlet))
        return found[1] if found and found[0]() is greenlet else None

    def _greenlet_lane(self, greenlet: Any) -> Lane:
        lane = self._known(greenlet)
        if lane is None:
            is_hub = type(greenlet).__name__ == "Hub"
            if not is_hub and _is_gevents_own(greenlet):
                return self._greenlet_lane(greenlet.parent)
            name = "hub" if is_hub else _name(greenlet, self._file)
            lane = self._new_lane(name or "greenlet", "hub" if is_hub else "greenlet")
            if not name:
                self._nameless.add(lane["id"])
            self._greenlets[id(greenlet)] = (weakref.ref(greenlet), lane)
        return lane

    def _in_other_greenlet(self) -> bool:
        return self._greenlet is not None and (
            id(self._greenlet.getcurrent()) != self._main_greenlet
        )

    def _base_lane(self) -> Lane:
        if self._in_other_thread() and self._turn is not None and self._turn.lane is not None:
            return self._turn.lane
        if not self._in_other_greenlet():
            return self._main
        return self._greenlet_lane(self._greenlet.getcurrent())

    # ---- events

    def _hand(
        self,
        kind: Kind,
        lane: Lane,
        source: Lane,
        aim: Lane,
        line: int,
        frame: FrameType | None,
        value: str | None = None,
        at: int | None = None,
        base: Lane | None = None,
    ) -> None:
        """Write down that control goes from ``source`` to ``aim``, in the greenlet ``base``."""
        turn = self._turn
        if turn is not None and not turn.joined and get_ident() == turn.starter_ident:
            self._lose_order()
        if not self._on:
            return
        if len(self.trace["events"]) >= EVENT_LIMIT:
            self.trace["cut"] = True
            self._watch_no_more()
            return
        end = max(self._last_output, self._printed() if at is None else at)
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
        if frame is not None and (held := _locals(frame)):
            event["locals"] = held
        self._last_output = end
        self.trace["events"].append(event)
        self._inside[(base or self._base_lane())["id"]] = aim

    def _drop_silent_closes(self) -> None:
        """Leave out closings that run none of the program's code.

        CPython 3.14 throws GeneratorExit into a generator that would not notice; 3.13 does not
        (gh-100922). Without these two events both tell the same story.
        """
        kept: list[Event] = []
        stands: dict[int, int] = {}  # lane -> line of its last yield
        for event in self.trace["events"]:
            before = kept[-1] if kept else event
            if (
                (before["kind"], event["kind"]) == ("throw", "raise")
                and before["lane"] == event["lane"]
                and event.get("value") == "GeneratorExit()"
                and event["line"] == stands.get(event["lane"])
                and event["output"][0] == event["output"][1]
            ):
                kept.pop()
                continue
            if event["kind"] == "yield":
                stands[event["lane"]] = event["line"]
            kept.append(event)
        # A closing that does run code of the program's is told by what is thrown into it.
        told: list[Event] = []
        for event in kept:
            before = told[-1] if told else event
            if (before["kind"], event["kind"]) == ("kill", "throw") and (
                before["lane"] == event["lane"]
            ):
                event["output"][0] = told.pop()["output"][0]
            told.append(event)
        self.trace["events"] = told


class _NoteSends(ast.NodeTransformer):
    """Wraps receiver and argument of ``x.send(v)`` and ``x.switch(v)`` into notes of both, and the
    receiver of ``x.close()``.

    Evaluation order, positions in tracebacks and frames stay as they are.
    """

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr in ("send", "switch"):
            plain = node.args and not any(isinstance(a, ast.Starred) for a in node.args)
            if plain and not node.keywords:
                function.value = _noted(function.value, "receiver")
                node.args[0] = _noted(node.args[0], "sent")
        elif isinstance(function, ast.Attribute) and function.attr == "close" and not node.args:
            function.value = _noted(function.value, "closed")
        return node


def _noted(node: ast.expr, what: _Noted) -> ast.expr:
    function, told = ast.Name(id=_NOTE, ctx=ast.Load()), ast.Constant(value=what)
    call = ast.Call(func=function, args=[node, told], keywords=[])
    for new in (call, function, told):
        ast.copy_location(new, node)
    return call


def _codes_in(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes_in(constant)


def _delegates(frame: FrameType) -> bool:
    """Tell whether the frame stands in ``yield from`` or ``await``: at a SEND instruction."""
    code, at = frame.f_code.co_code, frame.f_lasti
    if dis.opname[code[at]] == "CACHE":
        at -= 2  # where 3.12 points
    return dis.opname[code[at]] == "SEND"


def _variable_of(frame: FrameType) -> str:
    """Return the name under which the caller holds the generator of ``frame``, if it has one."""
    before = frame.f_back
    if before is None:
        return ""
    held = list(before.f_locals.items())
    names = (name for name, value in held if _frame_of(value) is frame)
    return next((name for name in names if name.isidentifier()), "")


def _with_argument(frame: FrameType) -> str:
    """Return the function's name with its first argument, where that is short and plain."""
    code = frame.f_code
    name = _plain(code.co_name)
    first = frame.f_locals.get(code.co_varnames[0]) if code.co_argcount else None
    return f"{name}({short(first)})" if isinstance(first, (str, int, float)) else name


def _frame_of(value: object) -> FrameType | None:
    """Return the frame of a generator, a coroutine or an async generator, until it is finished."""
    if isinstance(value, GeneratorType):
        return value.gi_frame
    if isinstance(value, CoroutineType):
        return value.cr_frame
    return value.ag_frame if isinstance(value, AsyncGeneratorType) else None


def _locals(frame: FrameType) -> dict[str, str]:
    names = [name for name in frame.f_locals if not name.startswith((".", "__")) and name != "_"]
    return {name: short(frame.f_locals[name]) for name in names[:6]}


def _name(greenlet: Any, file: str) -> str:
    """Return a greenlet's name: that of the reader's function it runs, with its first argument."""
    code = _code_of(_run_of(greenlet), file)
    if code is None:
        return ""
    name = _plain(code.co_name)
    arguments = getattr(greenlet, "args", ())
    first = arguments[0] if isinstance(arguments, tuple) and arguments else None
    shown = short(first) if isinstance(first, (str, int, float)) else ""
    called = f"{name}({shown})" if shown else name
    # looked up without asking gevent, which would number the greenlet then and there
    given = getattr(greenlet, "__dict__", {}).get("name")
    is_given = isinstance(given, str) and not given.startswith("Greenlet-")
    return f"{given} · {called}" if is_given else called


def _is_gevents_own(greenlet: Any) -> bool:
    """Tell whether gevent made the greenlet for itself: a server's, for one connection.

    It counts as part of the hub: when a server takes its connections is not determined.
    """
    module = getattr(_run_of(greenlet), "__module__", None) or ""
    return module.startswith("gevent.") and type(greenlet.parent).__name__ == "Hub"


def _run_of(greenlet: Any) -> Any:
    """Return the function that a greenlet runs; a started plain greenlet no longer tells."""
    return getattr(greenlet, "_run", None) or getattr(greenlet, "run", None)


def _code_of(function: Any, file: str) -> CodeType | None:
    code = getattr(function, "__code__", None)
    return code if isinstance(code, CodeType) and code.co_filename == file else None


def _first_line(greenlet: Any, file: str) -> int:
    code = _code_of(_run_of(greenlet), file)
    return code.co_firstlineno if code is not None else 0
