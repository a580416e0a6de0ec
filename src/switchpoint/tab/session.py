"""Run one program as CPython runs a script: fresh ``__main__``, the same tracebacks and exit code.

An interpreter runs one program and is ended after it, as a process of CPython's is. So nothing that
is set up here for the program is taken back.

Programs run as plain synchronous code. An async wrapper would turn an uncaught ``StopIteration``
into a ``RuntimeError`` (PEP 479), and the article's second program ends in just that.
"""

from __future__ import annotations

import builtins
import io
import linecache
import operator
import os
import signal
import sys
import time
import traceback
import types
from collections.abc import Callable, Sequence
from functools import partial
from importlib.machinery import SourceFileLoader
from typing import TYPE_CHECKING, NamedTuple, Protocol

from switchpoint.tab import program_imports, program_traceback
from switchpoint.tab.program import ending, stdin
from switchpoint.tab.program.stdout import PrintedText, Printer, Write, print_descriptors
from switchpoint.tab.program_traceback import Failure
from switchpoint.tracing import tracebacks
from switchpoint.tracing.trace import Trace
from switchpoint.tracing.tracer import Tracer

if TYPE_CHECKING:
    from switchpoint.tracing.points import Result

_left_out: set[str] = set()
"""The names of our modules whose frames are left out."""

_INTERRUPTED = 130
"""The exit code of a program that Stop ended."""


class Tab(Protocol):
    """What a tab can do for a program that waits; worker.js has it where there is JSPI."""

    def ask(self) -> None:
        """Let the reader type a line."""

    def answered(self) -> bool:
        """Tell whether a line has come."""

    def answer(self) -> str | None:
        """Return and forget that line; ``None`` for the end of input."""

    def exit(self, ended: str) -> None:
        """Take how the run ended, in the midst of it."""


class Ended(NamedTuple):
    """How a run ended."""

    exit_code: int
    stdout: str
    """What was printed to standard output, as far as it is shown."""
    trace: Trace
    points: Sequence[Result] = ()
    """The result of each of an exercise's checks."""
    failure: Failure | None = None
    fold: tuple[int, int] | None = None
    """The span of standard error that may be folded away, in characters."""


class Session:
    """One program's run: ``python FILE`` in this interpreter."""

    def __init__(
        self,
        source: str,
        file: str,
        write: Write,
        on_cut: Callable[[], object],
        tab: Tab | None = None,
        checks: str = "",
    ) -> None:
        """Prepare to run ``source``.

        ``write(stream, text)`` gets what is printed, ``on_cut()`` is called when that was too
        much. With a ``tab`` the program can wait: for time, for what is typed, in asyncio.
        ``checks`` is the text of an exercise's checks, which see the program before its objects
        die.
        """
        self._source, self._file, self._tab, self._checks = source, file, tab, checks
        self._stacks = _native_stacks()
        self._printer = Printer(write, on_cut)
        self._main = types.ModuleType("__main__")
        self._builtins = types.ModuleType("builtins", builtins.__doc__)
        self._tracer = Tracer(file, lambda: self._printer.stdout_length)
        self._points: list[Result] = []
        self._failure: Failure | None = None
        self._fold: tuple[int, int] | None = None
        self._modules, self._imported = sys.modules, sys.modules.copy()
        self._import_paths = [list(it) for it in (sys.path, sys.meta_path, sys.path_hooks)]

    @staticmethod
    def rehearse() -> None:
        """Do what a run begins with, as far as no program can notice it."""
        if _native_stacks() is not None:
            _leave_out_own_frames()
        Tracer("", lambda: 0).compile("pass")

    def run(self) -> Ended:
        """Run the program to its end."""
        self._set_up()
        exit_code = self._execute()
        for name in "__file__", "__cached__":  # CPython has them for the script's own code only
            self._main.__dict__.pop(name, None)
        if self._stopped_before_threads_end():
            exit_code = _INTERRUPTED
        ending.run_exit_functions()
        if self._checks:
            self._restore_imports()
            self._points = self._test(exit_code)
        self._let_objects_die()
        return self.ended(exit_code)

    def _stopped_before_threads_end(self) -> bool:
        """Wait for the program's threads as CPython does; tell whether Stop ended the wait."""
        error = ending.wait_for_threads(self._modules)
        if error is not None:
            print("Exception ignored on threading shutdown:", file=sys.stderr)
            program_traceback.print_traceback(error, self._file)
        return isinstance(error, KeyboardInterrupt)

    def _let_objects_die(self) -> None:
        """Remove the program's modules: its objects die with them, and may print as they do."""
        sys.modules = self._modules
        sys.modules["__main__"] = self._main
        del self._main
        ending.remove_modules(self._modules, self._builtins.__dict__)

    def ended(self, exit_code: int) -> Ended:
        """End the run; return what has happened so far. The program can print no more."""
        self._printer.flush()
        self._stop_watching()
        self._printer.is_open = False
        self._restore_imports()
        stdout = self._printer.printed("stdout")
        trace = self._tracer.trace
        return Ended(exit_code, stdout, trace, self._points, self._failure, self._fold)

    def _stop_watching(self) -> None:
        """Stop the tracer and the program's own trace functions, which would watch the tab's code.

        They still watch this call. Close the printer before it, so that they cannot print of it.
        """
        sys.settrace(None)
        sys.setprofile(None)
        self._tracer.stop()
        for tool in range(6):
            if sys.monitoring.get_tool(tool) is not None:
                sys.monitoring.set_events(tool, 0)
                sys.monitoring.free_tool_id(tool)
        self._printer.is_open = True

    def _restore_imports(self) -> None:
        """Let the tab's own imports work: a program may empty or replace what they go by."""
        sys.modules = self._modules
        sys.modules.update(self._imported)
        sys.path, sys.meta_path, sys.path_hooks = self._import_paths  # type: ignore[assignment]

    def _set_up(self) -> None:
        """Give the interpreter the state in which CPython starts a script."""
        lines = self._source.splitlines(keepends=True)
        # no modification time: linecache then never looks for the file; pdb asks by the whole path
        for name in self._file, os.path.abspath(self._file):
            linecache.cache[name] = (len(self._source), None, lines, name)
        for name, stream in (
            ("stdin", self._stdin),
            ("stdout", PrintedText(self._printer, "stdout")),
            ("stderr", PrintedText(self._printer, "stderr")),
        ):
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
        print_descriptors(self._printer)
        sys.argv = [self._file]
        for name in "excepthook", "unraisablehook", "displayhook", "breakpointhook":
            setattr(sys, name, getattr(sys, f"__{name}__"))  # Pyodide has set one of its own
        self._main.__dict__.update(
            __loader__=SourceFileLoader("__main__", self._file),
            __builtins__=self._copy_builtins(),
            __file__=self._file,
            __cached__=None,
        )
        sys.modules["__main__"] = self._main
        promises = program_imports.imports_javascript(self._source)
        loops = promises or "asyncio" in self._source.lower()
        awaits = promises or (loops and program_imports.fetches(self._source))
        if self._tab is not None:
            _wait_by_suspending()
            if loops:
                _loop_by_suspending(for_promises=awaits)
        elif sys.platform == "emscripten":
            _refuse_to_wait_for_signal()
            if loops:
                _loop_by_blocking(for_promises=awaits)

    def _copy_builtins(self) -> types.ModuleType:
        """Return a copy of ``builtins``, which the program imports and runs with.

        The tab's own modules, which are Python where CPython's are C, keep the originals: a program
        may replace ``len`` by anything, and its output still comes through.
        """
        self._builtins.__dict__.update(builtins.__dict__)
        sys.modules["builtins"] = self._builtins
        return self._builtins

    @property
    def _stdin(self) -> io.TextIOBase:
        tab = self._tab
        if tab is None:
            no_jspi = sys.platform == "emscripten"
            return stdin.NoInput() if no_jspi else stdin.TypedText(lambda: None)

        def ask() -> str | None:
            from switchpoint.tab.program.waiting import pause  # only the tab has it

            self._printer.flush()
            tab.ask()
            pause(None, tab.answered)
            return tab.answer()

        return stdin.TypedText(ask)

    def _test(self, exit_code: int) -> list[Result]:
        """Return the results of an exercise's checks; none if the program was stopped."""
        from switchpoint.tab.program import exercise_checks  # few programs are exercises

        self._printer.flush()
        if exit_code == _INTERRUPTED:
            return []
        stdout, variables = self._printer.printed("stdout"), dict(self._main.__dict__)
        run = exercise_checks.Run(self._source, stdout, exit_code, self._tracer.trace, variables)
        return exercise_checks.test(self._checks, run)

    def _execute(self) -> int:
        """Run the program's code under the tracer; return its exit code."""
        try:
            code = self._tracer.compile(self._source)
            self._tracer.start()
            attempt: Callable[[Callable[[], object]], object] = operator.call
            if self._stacks is not None:
                _leave_out_own_frames()
                attempt = self._stacks.attempt
            try:
                ended = attempt(partial(exec, code, self._main.__dict__))
            finally:
                self._printer.is_open = False
                self._stop_watching()
            if isinstance(ended, BaseException):  # raised when no trace function can see it here
                try:
                    raise ended
                finally:
                    del ended  # it holds the program's locals
        except SystemExit as exit:
            status = exit.code
        except BaseException as error:
            self._report(error)
            return _INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
        else:
            return 0
        return _exit_code(status)  # the exception and its frames are gone by now

    def _report(self, error: BaseException) -> None:
        """Print what ended the program, and remember where it happened."""
        if isinstance(error, MemoryError):
            self._main.__dict__.clear()  # what took the memory must not keep it
            traceback.clear_frames(error.__traceback__)
        self._failure = program_traceback.failure(error, self._file)
        self._remember_as_last(error)
        if sys.excepthook is sys.__excepthook__:
            program_traceback.print_traceback(error, self._file)
        else:
            self._call_excepthook(error)
        self._fold = tracebacks.folded(self._printer.printed("stderr"))

    def _remember_as_last(self, error: BaseException) -> None:
        """Set ``sys.last_exc`` and its companions, without the tab's own frames."""
        trace = error.__traceback__
        while trace is not None and trace.tb_frame.f_code.co_filename != self._file:
            trace = trace.tb_next
        sys.last_exc = sys.last_value = error
        sys.last_type, sys.last_traceback = type(error), trace

    def _call_excepthook(self, error: BaseException) -> None:
        """Let the program's own ``sys.excepthook`` report the error, as CPython does."""
        try:
            sys.excepthook(type(error), error, sys.last_traceback)
        except BaseException as another:
            another.__context__ = None  # this function's frame handles ``error``
            print("Error in sys.excepthook:", file=sys.stderr)
            program_traceback.print_traceback(another, self._file)
            print("\nOriginal exception was:", file=sys.stderr)
            program_traceback.print_traceback(error, self._file)


def _native_stacks() -> types.ModuleType | None:
    """Return the module for native stacks, or ``None`` where stacks.js has made none."""
    try:
        from switchpoint.tab.greenlets import stacks
    except ModuleNotFoundError as error:
        if error.name != "switchpoint_stacks":
            raise
        return None
    return stacks


def _leave_out_own_frames() -> None:
    """Leave the frames of our modules out of the program's stacks and tracebacks.

    The outermost frame of the program is then its module's, as in CPython.
    """
    from switchpoint.tab.greenlets import own_frames

    themselves = "switchpoint.tab.greenlets."  # whose modules do it when they are imported
    modules = {
        name: vars(module)
        for name, module in sys.modules.items()
        if name.startswith("switchpoint.") and not name.startswith(themselves)
    }
    own_frames.leave_out(*(modules[name] for name in modules.keys() - _left_out))
    _left_out.update(modules)


def _exit_code(code: object) -> int:
    """Return the code as CPython takes it; any other object is printed and means 1."""
    if code is None:
        return 0
    if isinstance(code, int):
        number = int.__index__(code)
        return number & 0xFF if -(2**63) <= number < 2**63 else 0xFF  # C's long takes no more
    try:
        text = str(code)
    except Exception:
        text = ""
    print(text, file=sys.stderr)
    return 1


def _wait_by_suspending() -> None:
    """Let ``time.sleep`` and ``signal.pause`` suspend the program's stack."""
    from switchpoint.tab.program import waiting

    time.sleep = waiting.sleep  # type: ignore[assignment]
    signal.pause = waiting.wait_for_signal


def _refuse_to_wait_for_signal() -> None:
    """Let ``signal.pause`` say why it cannot wait."""
    from switchpoint.tab.program import blocking

    signal.pause = blocking.refuse_to_wait_for_signal


def _loop_by_suspending(*, for_promises: bool) -> None:
    """Let asyncio suspend the program's stack; loading it takes longer than most programs run."""
    from switchpoint.tab.greenlets import stacks
    from switchpoint.tab.program import asyncio_loop, waiting

    asyncio_loop.install(waiting.pause, stacks.wake, for_promises=for_promises)


def _loop_by_blocking(*, for_promises: bool) -> None:
    """Let asyncio wait as ``time.sleep`` does in a browser that cannot suspend a program."""
    from switchpoint.tab.program import asyncio_loop, blocking

    pause = blocking.block_without_promises if for_promises else blocking.block
    asyncio_loop.install(pause, lambda: None, for_promises=for_promises)
