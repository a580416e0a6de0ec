"""The public API of greenlet 3.5 for the tab, on the native stacks of stacks.py.

It is written from greenlet's documentation (https://greenlet.readthedocs.io/). The tab has one
thread, so greenlet's rules about threads do not apply. ``install()`` makes this module importable
as ``greenlet``.

A switch stores what it passes on in module-level variables (``_kind``, ``_given``, ``_origin``) and
switches the native stack; the code that continues on the other stack takes it from there.
"""

from __future__ import annotations

import contextvars
import gc
import sys
import types
from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn

from . import own_frames, profiling, running_loop, stacks, unraisable

__version__ = "3.5.6"
GREENLET_USE_CONTEXT_VARS = GREENLET_USE_GC = GREENLET_USE_TRACING = 1

_NOT_STARTED, _DEAD = -1, -2
_VALUE, _EXCEPTION = 0, 1
_UNSET: Any = object()


class GreenletExit(BaseException):
    """Ends a greenlet without an error: its parent gets the exception as a value."""


class error(Exception):
    """A switch is not possible."""


class _Greenlet:
    """The fields of a greenlet, in a base class: ``greenlet`` has properties of the same names."""

    __slots__ = (
        "__dict__",
        "__weakref__",
        "_g_context",
        "_g_is_own_context",
        "_g_parent",
        "_g_run",
        "_g_slot",
    )
    _g_slot: int
    _g_parent: greenlet | None
    _g_run: Any
    _g_context: contextvars.Context | None
    _g_is_own_context: bool


_dict_of: Any = _Greenlet.__dict__["__dict__"].__get__
_slot_of: Callable[[_Greenlet], int] = _Greenlet.__dict__["_g_slot"].__get__
_parent_of: Callable[[_Greenlet], greenlet | None] = _Greenlet.__dict__["_g_parent"].__get__


class greenlet(_Greenlet):
    """A function that runs on a native stack of its own and can switch to other greenlets."""

    __slots__ = ()
    GreenletExit = GreenletExit
    error = error

    def __new__(cls, *args: object, **kwargs: object) -> greenlet:
        """Make a greenlet whose parent is the current one."""
        self = object.__new__(cls)
        self._g_slot = _NOT_STARTED
        self._g_parent = _current
        self._g_run = _UNSET
        self._g_context = None
        self._g_is_own_context = True
        return self

    def __init__(self, run: Any = _UNSET, parent: greenlet | None = None) -> None:
        """Set the function to run, and the parent if it is not the current greenlet."""
        if run is not _UNSET:
            if self._g_slot != _NOT_STARTED:
                raise AttributeError("run cannot be set after the start of the greenlet")
            self._g_run = run  # a subclass's method of that name goes before it
        if parent is not None:
            self.parent = parent

    def __bool__(self) -> bool:
        """Tell whether it has started and not ended."""
        return self._g_slot >= 0

    @property
    def __dict__(self) -> Any:
        """The instance's attributes; they cannot be deleted."""
        return _dict_of(self)

    @__dict__.setter
    def __dict__(self, attributes: dict[str, Any]) -> None:
        _Greenlet.__dict__["__dict__"].__set__(self, attributes)

    @__dict__.deleter
    def __dict__(self) -> None:
        raise TypeError("cannot delete __dict__")

    @property
    def dead(self) -> bool:
        """Whether it has ended."""
        return self._g_slot == _DEAD

    @property
    def _stack_saved(self) -> int:
        return int(self._g_slot >= 0 and self is not _current)

    @property
    def run(self) -> Any:
        """The function to run; the attribute is removed when the greenlet starts."""
        if self._g_run is _UNSET:
            raise AttributeError("run")
        return self._g_run

    @run.setter
    def run(self, function: Any) -> None:
        if self._g_slot != _NOT_STARTED:
            raise AttributeError("run cannot be set after the start of the greenlet")
        self._g_run = function

    @run.deleter
    def run(self) -> None:
        if self._g_slot != _NOT_STARTED:
            raise AttributeError("run cannot be set after the start of the greenlet")
        if self._g_run is _UNSET:
            raise AttributeError("run")
        self._g_run = _UNSET

    @property
    def parent(self) -> greenlet | None:
        """The greenlet that continues when this one ends."""
        return self._g_parent

    @parent.setter
    def parent(self, parent: greenlet) -> None:
        if not isinstance(parent, greenlet):
            kind = type(parent).__name__
            raise TypeError(f"GreenletChecker: Expected any type of greenlet, not {kind}")
        if self is _main:
            raise AttributeError("cannot set the parent of a main greenlet")
        above: greenlet | None = parent
        while above is not None:
            if above is self:
                raise ValueError("cyclic parent chain")
            above = above._g_parent
        self._g_parent = parent

    @parent.deleter
    def parent(self) -> None:
        raise AttributeError("can't delete attribute")

    @property
    def gr_frame(self) -> Any:
        """The greenlet's current frame."""
        if self._g_slot < 0:
            return None
        return own_frames.programs_frame() if self is _current else stacks.frame(self._g_slot)

    @property
    def gr_context(self) -> contextvars.Context | None:
        """The greenlet's ``contextvars`` context."""
        context = self._g_context
        if context is None or (self._g_is_own_context and not len(context)):
            return None
        return context

    @gr_context.setter
    def gr_context(self, context: contextvars.Context | None) -> None:
        if context is not None and not isinstance(context, contextvars.Context):
            raise TypeError("greenlet context must be a contextvars.Context or None")
        if self._g_slot >= 0:
            raise NotImplementedError("the tab cannot exchange the context of a started greenlet")
        self._g_context, self._g_is_own_context = context, False

    @gr_context.deleter
    def gr_context(self) -> None:
        raise AttributeError("can't delete context attribute")

    def __getstate__(self) -> object:
        """Raise TypeError: a greenlet cannot be pickled."""
        raise TypeError(f"cannot serialize {type(self).__name__!r} object")

    def __repr__(self) -> str:
        """Return the same text as greenlet does, with the greenlet's state."""
        state = "pending"
        if self._g_slot == _DEAD:
            state = "dead"
        elif self._g_slot >= 0:
            state = f"{'current' if self is _current else 'suspended'} active started"
        main = " main" if self is _main else ""
        kind = type(self)
        place = f"{kind.__module__}.{kind.__name__} object at {id(self):#x}"
        thread = "0x(nil)" if state == "pending" else "0x1"
        return f"<{place} (otid={thread}) {state}{main}>"

    def switch(self, *args: Any, **kwargs: Any) -> Any:
        """Continue in this greenlet; return what is passed when it switches back."""
        if profiling.active:
            return profiling.call(greenlet.switch, _switch, self, args, kwargs)
        return _switch(self, args, kwargs)

    def throw(self, typ: Any = GreenletExit, val: Any = None, tb: Any = None) -> Any:
        """Continue in this greenlet by raising an exception there."""
        if profiling.active:
            return profiling.call(greenlet.throw, _throw, self, typ, val, tb)
        return _throw(self, typ, val, tb)

    def __del__(self) -> None:
        """End a suspended greenlet that is no longer referenced, by GreenletExit."""
        if _slot_of(self) >= 0 and self is not _main and _current is not None:
            if _collecting:
                _unreachable.append(self)  # no switch may interrupt a garbage collection
            else:
                _end(self)


def _end(suspended: greenlet) -> None:
    """Throw GreenletExit into a suspended greenlet, with the current one as its parent."""
    parent, suspended._g_parent = suspended._g_parent, _current
    try:
        greenlet.throw(suspended, GreenletExit)  # not an override of a subclass
    except BaseException as error:
        unraisable.report(error, suspended)
    if suspended._g_slot >= 0:
        suspended._g_parent = parent


def _switch(target: greenlet, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    while _unreachable:
        _end(_unreachable.pop())
    value = args[0] if len(args) == 1 and not kwargs else _switch_value(args, kwargs)
    if target._g_slot >= 0 and target is not _current:  # the common case
        return _resume(target, _VALUE, value)
    return _transfer(target, _VALUE, value, args, kwargs)


def _throw(target: greenlet, typ: Any, val: Any, tb: Any) -> Any:
    return _transfer(target, _EXCEPTION, _exception(typ, val, tb), (), {})


_collecting = False
_unreachable: list[greenlet] = []
"""Greenlets that a garbage collection has found unreachable; they end at the next switch."""


def _note_collection(phase: str, info: dict[str, int]) -> None:
    global _collecting
    _collecting = phase == "start"


gc.callbacks.append(_note_collection)


def _exception(typ: Any, val: Any, tb: Any) -> BaseException:
    """Return the exception that the arguments of ``throw`` describe."""
    if tb is not None and not isinstance(tb, types.TracebackType):
        raise TypeError("throw() third argument must be a traceback object")
    if isinstance(typ, type) and issubclass(typ, BaseException):
        exception = _instance(typ, val)
    elif isinstance(typ, BaseException):
        if val is not None:
            raise TypeError("instance exception may not have a separate value")
        exception = typ
    else:
        kind = type(typ).__name__
        raise TypeError(f"exceptions must be classes, or instances, not {kind}")
    return exception if tb is None else exception.with_traceback(tb)


def _instance(typ: type[BaseException], value: Any) -> BaseException:
    if value is None:
        return typ()
    if isinstance(value, typ):
        return value
    return typ(*value) if isinstance(value, tuple) else typ(value)


def _switch_value(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Return the value that ``switch()`` returns for these arguments."""
    if kwargs:
        return (args, kwargs) if args else kwargs
    return args[0] if len(args) == 1 else args


# ---- switching

_jobs: dict[int, tuple[Any, tuple[Any, ...], dict[str, Any], contextvars.Context]] = {}
"""What the stack of each slot has to run next."""
_free: list[int] = []
"""Slots whose greenlet has ended; their stacks wait for another greenlet."""
_slots = 1
_ended = 0
_tracer: Callable[[str, tuple[greenlet, greenlet]], object] | None = None
_tracing = False
_current: greenlet = None  # type: ignore[assignment]
_main: greenlet = None  # type: ignore[assignment]
_origin: greenlet | None = None
_kind = _VALUE
_given: Any = None


STACKS = 20_200
"""The largest number of stacks. At about 21,800 Chromium on Linux ends the whole tab: every stack
needs three of the 65,530 memory mappings that a process may have (vm.max_map_count)."""


class StackLimitError(SystemError):
    """There is no stack for another greenlet. gevent ends the program for a SystemError."""


def started_stacks() -> int:
    """Return how many greenlets have started and not ended, besides the main one."""
    return _slots - 1 - len(_free) - bool(_ended)


def _resume(target: greenlet, kind: int, value: Any) -> Any:
    """Suspend the current greenlet and pass (kind, value) to another one that has started."""
    global _kind, _given, _origin, _current
    me = _current
    _kind, _given, _origin, _current = kind, value, me, target
    slot = target._g_slot
    del me, target, value
    if "asyncio.tasks" in sys.modules:
        running_loop.leave()
    stacks.switch(slot)
    return _arrived()


def _arrived() -> Any:
    """Take what was passed on; runs on the stack of the greenlet that continues."""
    global _given, _origin, _ended
    if _ended:
        _free.append(_ended)
        _ended = 0
    if running_loop.is_carried:
        running_loop.arrive()
    if profiling.active:
        profiling.follow(_current._g_slot)
    kind, value, origin = _kind, _given, _origin
    _given = _origin = None
    if _tracer is not None and origin is not None:
        _call_tracer("throw" if kind else "switch", origin, _current)
    if kind:
        _raise(value)
    return value


def _raise(error: BaseException) -> NoReturn:
    """Raise an exception that a switch passes on: what is handled here is not its context."""
    context = error.__context__
    try:
        raise error
    finally:
        error.__context__ = context
        del error, context


def _call_tracer(event: str, origin: greenlet, target: greenlet) -> None:
    """Call the trace function; if it raises, it is removed and the exception propagates."""
    global _tracer, _tracing
    if _tracer is None or _tracing:
        return
    _tracing = True
    try:
        _tracer(event, (origin, target))
    except BaseException:
        _tracer = None
        raise
    finally:
        _tracing = False


def _transfer(
    target: greenlet, kind: int, value: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    """Switch to a greenlet in any state: not started, dead, current or suspended."""
    while _slot_of(target) < 0:
        if _slot_of(target) == _NOT_STARTED:
            _ = target.run  # reading it may run code that starts the greenlet
            if _slot_of(target) != _NOT_STARTED:
                continue
            if not kind:
                return _begin(target, args, kwargs)
            target._g_slot = _DEAD  # an exception ends a greenlet that never ran
        if kind and isinstance(value, GreenletExit):
            kind, args, kwargs = _VALUE, (value,), {}
        above = _parent_of(target)
        if above is None:
            break
        target = above
    if target is _current:
        if _tracer is not None:
            _call_tracer("throw" if kind else "switch", target, target)
        if kind:
            _raise(value)
        return value
    return _resume(target, kind, value)


def _begin(target: greenlet, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Suspend the current greenlet and start another one."""
    global _current, _origin, _kind
    slot = _prepare(target, args, kwargs)
    me = _current
    _origin, _current, _kind = me, target, _VALUE
    del me, target, args, kwargs
    if "asyncio.tasks" in sys.modules:
        running_loop.leave()
    stacks.switch(slot)
    return _arrived()


def _prepare(target: greenlet, args: tuple[Any, ...], kwargs: dict[str, Any]) -> int:
    """Assign a stack and a job to a greenlet; return the slot."""
    global _slots
    if not _free and _slots >= STACKS:
        raise StackLimitError(
            f"a browser tab holds at most {STACKS:,} suspended greenlets:"
            " let fewer run at once, for instance with gevent.pool.Pool"
        )
    run = target.run
    target.__dict__.pop("run", None)
    target._g_run = _UNSET
    if _free:
        slot = _free.pop()
    else:
        slot, _slots = _slots, _slots + 1
    target._g_slot = slot
    if target._g_context is None:
        target._g_context = contextvars.Context()
    _jobs[slot] = (run, args, kwargs, target._g_context)
    return slot


def _run_stack(slot: int) -> None:
    """Run one greenlet after another; every stack but the first runs this."""
    global _current, _origin, _kind, _given, _ended
    while True:
        run, args, kwargs, context = _jobs.pop(slot)
        kind, value = _VALUE, None
        try:
            value = context.run(_first, run, args, kwargs)
        except BaseException as failure:
            value = failure
        profiling.leave(slot)
        if isinstance(value, tuple):
            (value,) = value
        elif not isinstance(value, GreenletExit):
            kind = _EXCEPTION
        del run, args, kwargs, context
        me = _current
        me._g_slot = _DEAD
        next_slot, kind, value = _successor(me, kind, value)
        _origin, _kind, _given, _ended = me, kind, value, slot
        del me, value
        if "asyncio.tasks" in sys.modules:
            running_loop.leave()
        stacks.switch(next_slot)


def _successor(ended: greenlet, kind: int, value: Any) -> tuple[int, int, Any]:
    """Make the parent that continues after ``ended`` current; return its slot and what it gets."""
    global _current
    successor = _parent_of(ended)
    while True:
        assert successor is not None
        slot = _slot_of(successor)
        if slot >= 0:
            _current = successor
            return slot, kind, value
        if slot == _NOT_STARTED and kind == _VALUE:
            try:
                run = successor.run
            except BaseException as failure:  # it stays unstarted; its parent gets this
                kind, value, run = _EXCEPTION, failure, None
            if run is not None:
                slot = _prepare(successor, (value,), {})
                _current = successor
                return slot, kind, None
        elif slot == _NOT_STARTED:
            successor._g_slot = _DEAD  # an exception ends a greenlet that never ran
            if isinstance(value, GreenletExit):
                kind = _VALUE
        successor = _parent_of(successor)


def _first(run: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any] | BaseException:
    """Report the switch to the trace function and run a greenlet's function."""
    global _origin, _ended
    if _ended:
        _free.append(_ended)
        _ended = 0
    if running_loop.is_carried:
        running_loop.arrive()
    origin, _origin = _origin, None
    if _tracer is not None and origin is not None:
        _call_tracer("switch", origin, _current)
    del origin
    if profiling.active:
        profiling.follow(_current._g_slot)
    return stacks.attempt(partial(run, *args, **kwargs))


# ---- the module


def getcurrent() -> greenlet:
    """Return the current greenlet."""
    return _current


def settrace(callback: Callable[..., object] | None) -> Callable[..., object] | None:
    """Set the function that is called at each switch; return the previous one."""
    global _tracer
    before, _tracer = _tracer, callback
    return before


def gettrace() -> Callable[..., object] | None:
    """Return the function that is called at each switch."""
    return _tracer


def enable_optional_cleanup(flag: bool) -> None:
    """Do nothing: there are no other threads whose greenlets need a cleanup."""


def get_clocks_used_doing_optional_cleanup() -> int:
    """Return 0: no cleanup takes place."""
    return 0


def install() -> None:
    """Make this module importable as ``greenlet``."""
    this = sys.modules[__name__]
    inner = types.ModuleType("greenlet._greenlet")
    inner.__dict__.update({k: v for k, v in vars(this).items() if not k.startswith("__")})
    inner.__dict__.update(
        get_pending_cleanup_count=lambda: 0,
        get_total_main_greenlets=lambda: 1,
        get_tstate_trash_delete_nesting=lambda: 0,
    )
    this.__dict__["_greenlet"] = inner
    profiling.install(lambda: _current._g_slot)
    sys.modules["greenlet"] = this
    sys.modules["greenlet._greenlet"] = inner


greenlet.getcurrent = staticmethod(getcurrent)  # type: ignore[attr-defined]
greenlet.settrace = staticmethod(settrace)  # type: ignore[attr-defined]
greenlet.gettrace = staticmethod(gettrace)  # type: ignore[attr-defined]
own_frames.leave_out(globals())
for public in greenlet, GreenletExit, error:
    public.__module__ = "greenlet"  # as programs see it, in messages and when pickled
_main = _current = greenlet()
_main._g_slot = 0
stacks.set_entry(_run_stack)
