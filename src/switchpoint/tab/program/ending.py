"""How CPython ends a program (``Py_FinalizeEx``), for an interpreter that has to live on.

Threads are waited for, exit functions run, then modules go. CPython empties ``sys.modules`` and
collects garbage: the program's objects die with the names of its module intact, because functions
hold these. Only if something else holds the module, its names become ``None``, one by one.

The tab's own modules and those of the library that it uses stay; an object that a program puts into
one of these does not die.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]
import builtins
import sys
from atexit import _run_exitfuncs
from contextlib import suppress
from gc import collect, isenabled
from typing import Any
from weakref import finalize, ref

from switchpoint.tracing.watching.note_sends import NOTE

_LATER_THAN_FINALIZATION = ("open", "copyright", "credits", "exit", "help", "license", "quit")
"""The builtins that CPython adds when it starts and has taken away when the last objects die."""


def wait_for_threads(modules: dict[str, Any]) -> BaseException | None:
    """Wait for threads that are no daemons: greenlets after ``monkey.patch_all()``.

    Returns the exception that ended the wait, which CPython reports and otherwise ignores.
    """
    if "threading" in modules:
        try:
            modules["threading"]._shutdown()
        except BaseException as error:
            return error
    return None


def run_exit_functions() -> None:
    """Call what the program has registered with ``atexit``, and flush its output."""
    _run_exitfuncs()
    for name in "stdout", "stderr":
        with suppress(Exception):
            getattr(sys, name).flush()


def remove_modules(modules: dict[str, Any], own_builtins: dict[str, Any]) -> None:
    """Empty ``sys.modules``, collect garbage, and clear ``__main__`` if it is alive after it.

    ``own_builtins`` are the program's copy.
    """
    _forget_handlers()
    if isenabled():
        collect()  # once with all modules there; it also orders what dies later
    own_builtins["_"] = None
    finalize._registry.clear()  # type: ignore[attr-defined]
    _forget_in_sys()
    main = ref(modules["__main__"])
    modules.clear()
    _restore(own_builtins)
    collect()
    if (module := main()) is not None:
        _clear(module.__dict__)
        del module
        collect()


def _forget_handlers() -> None:
    """Let no signal call the program any more, except Stop's, which raises KeyboardInterrupt."""
    for number in _signal.valid_signals():
        handler = _signal.getsignal(number)
        if callable(handler) and handler is not _signal.default_int_handler:
            _signal.signal(number, _signal.SIG_DFL)


def _forget_in_sys() -> None:
    """Drop what programs often leave in ``sys``: the last error, streams of their own."""
    names = ("path", "argv", "ps1", "ps2", "last_exc", "last_type", "last_value", "last_traceback")
    for name in (*names, "path_hooks", "meta_path"):
        setattr(sys, name, None)
    for name in "stdin", "stdout", "stderr":
        setattr(sys, name, getattr(sys, f"__{name}__", None))


def _restore(own_builtins: dict[str, Any]) -> None:
    """Give the program's builtins their first contents back; what it has added dies after that."""
    before = own_builtins.copy()
    own_builtins.clear()
    own_builtins.update(builtins.__dict__)
    for name in _LATER_THAN_FINALIZATION:
        own_builtins.pop(name, None)
    own_builtins[NOTE] = before.get(NOTE)
    before.clear()


def _clear(names: dict[str, Any]) -> None:
    """Set a module's names to ``None``, first those with one underscore."""
    for name in list(names):
        if str(name).startswith("_") and not str(name).startswith("__"):
            names[name] = None
    for name in list(names):
        if name != "__builtins__":
            names[name] = None
