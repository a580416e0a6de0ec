"""The tracer: watches a program while it runs, and writes its trace.

Generators, coroutines and plain calls are seen through ``sys.monitoring`` (PEP 669), greenlets
through ``greenlet.settrace``. Only the program's own code counts, not a library's.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import CodeType
from typing import Any

from switchpoint.tracing.trace import Trace
from switchpoint.tracing.watching.callbacks import Callbacks
from switchpoint.tracing.watching.closings import leave_out_silent_closings
from switchpoint.tracing.watching.frames import GENERATORS, codes_in
from switchpoint.tracing.watching.log import Log
from switchpoint.tracing.watching.note_sends import NOTE, compile_with_notes
from switchpoint.tracing.watching.running import Running

_TOOL_NAME = "switchpoint"


class Tracer:
    """Traces one program: ``compile`` it, run it between ``start`` and ``stop``, take ``trace``."""

    def __init__(self, file: str, printed: Callable[[], int]) -> None:
        """Trace the code of ``file``; ``printed()`` counts the characters of standard output."""
        self._file = file
        self._log = Log(printed, self._stop_watching)
        self.trace: Trace = self._log.trace
        self._codes: list[CodeType] = []
        self._running: Running | None = None
        self._tool = 0

    def compile(self, source: str) -> CodeType:
        """Compile the program as ``compile`` does, with notes of what is sent to whom."""
        code = compile_with_notes(source, self._file)
        self._codes = list(codes_in(code))
        return code

    def start(self) -> None:
        """Begin to watch."""
        monitoring, events = sys.monitoring, sys.monitoring.events
        self._tool = next(i for i in (4, 3, 5) if monitoring.get_tool(i) is None)
        monitoring.use_tool_id(self._tool, _TOOL_NAME)
        self._running = running = self._new_running()
        # what sys.modules has is the program's own copy, see tab/session.py
        setattr(sys.modules["builtins"], NOTE, running.sends.note)
        callbacks = Callbacks(running)
        functions: dict[int, Callable[..., Any]] = {
            events.PY_START: callbacks.on_start,
            events.PY_RESUME: callbacks.on_resume,
            events.PY_YIELD: callbacks.on_yield,
            events.PY_RETURN: callbacks.on_return,
            events.PY_THROW: callbacks.on_throw,
            events.PY_UNWIND: callbacks.on_unwind,
            events.CALL: running.on_call,
        }
        for event, function in functions.items():
            monitoring.register_callback(self._tool, event, function)
        self._log.is_on = True
        local = events.PY_START | events.PY_RESUME | events.PY_YIELD | events.PY_RETURN
        if running.watches_calls:
            local |= events.CALL
        for code in self._codes:
            monitoring.set_local_events(self._tool, code, local)
        monitoring.set_events(self._tool, events.PY_THROW | events.PY_UNWIND)
        running.start()

    def _new_running(self) -> Running:
        """Return what can tell who runs in this program, by the names in its code."""
        names = {name for code in self._codes for name in code.co_names}
        has_greenlets = not names.isdisjoint({"gevent", "greenlet"})
        has_generators = any(code.co_flags & GENERATORS for code in self._codes)
        draw_calls = not (has_greenlets or has_generators or "asyncio" in names)
        kind = Running
        if has_greenlets:
            kind = _greenlets() or Running
        elif "threading" in names:
            from switchpoint.tracing.watching.threads import Threads

            kind = Threads
        return kind(self._file, self._log, draw_calls)

    def stop(self) -> None:
        """End watching; a second call does nothing."""
        if self._running is None:
            return
        self._running.stop()
        self._stop_watching()
        if self._has_tool():
            sys.monitoring.free_tool_id(self._tool)
        self._running = None
        leave_out_silent_closings(self.trace)

    def _stop_watching(self) -> None:
        """Watch no more; the program may run on."""
        self._log.is_on = False
        if self._has_tool():
            sys.monitoring.set_events(self._tool, 0)
            for code in self._codes:
                sys.monitoring.set_local_events(self._tool, code, 0)
        if self._running is not None:
            self._running.pause()

    def _has_tool(self) -> bool:
        """Tell whether the tool's id is still the tracer's: the program may have freed it."""
        return sys.monitoring.get_tool(self._tool) == _TOOL_NAME


def _greenlets() -> type[Running] | None:
    """Return the class for programs with greenlets; ``None`` where there is no greenlet."""
    try:
        from switchpoint.tracing.watching.greenlets import Greenlets
    except ImportError:
        return None  # the program itself will fail with that
    return Greenlets
