"""Runs one program in the tab as CPython runs a script: fresh ``__main__``, the same tracebacks.

Programs run as plain synchronous code. An async wrapper would turn an uncaught ``StopIteration``
into a ``RuntimeError`` (PEP 479), and the article's second program ends in just that.
"""

from __future__ import annotations

import ast
import builtins
import gc
import io
import linecache
import operator
import os
import signal
import sys
import time
import traceback
import types
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from json import dumps
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, Protocol

from switchpoint.tab.boot import lazy_imports, stdlib_on_demand
from switchpoint.tab.greenlets import stack_limit
from switchpoint.tab.program import logs, refusals, stdin
from switchpoint.tab.program.atexit_calls import Farewells
from switchpoint.tab.program.patched import changed
from switchpoint.tab.program.pristine import Pristine
from switchpoint.tab.program.stdout import PrintedText, Printer, Write
from switchpoint.tracing import tracebacks
from switchpoint.tracing.trace import Trace
from switchpoint.tracing.tracer import Tracer

if TYPE_CHECKING:
    from switchpoint.tab.program.exercise_checks import Result
    from switchpoint.tracing.words import Language

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


class Failure(NamedTuple):
    """What ended a program, and where in the reader's file: line 0 for nowhere."""

    line: int
    column: int
    end_column: int
    """Columns count characters from 1; 0 is unknown. The end is the first one behind."""
    message: str


class Ended(NamedTuple):
    """How a run ended: its exit code, what it printed, who ran when, and what was raised."""

    exit_code: int
    stdout: str
    trace: Trace
    points: Sequence[Result] = ()
    """What became of an exercise's exercise_checks."""
    failure: Failure | None = None
    fold: tuple[int, int] | None = None
    """The span of standard error that may be folded away."""


class Session:
    """One program's run: ``python FILE`` in the tab."""

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
        self.knows_javascript = bool(modules_in(source) & _JAVASCRIPT)
        """Whether it can reach what is below Python, and leave anything there."""
        self._printer = Printer(write, on_cut)
        self._main = types.ModuleType("__main__")
        self._main.__dict__.update(__file__=file, __builtins__=builtins)
        self._tracer = Tracer(file, lambda: self._printer.stdout_length)
        self._builtins = builtins.__dict__.copy()
        self._points: list[Result] = []
        self._failure: Failure | None = None
        self._fold: tuple[int, int] | None = None

    def run(self) -> Ended:
        """Run the program to its end."""
        lines = self._source.splitlines(keepends=True)
        # no modification time: linecache then never looks for the file; pdb asks by the whole path
        for name in self._file, str(Path(self._file).absolute()):
            linecache.cache[name] = (len(self._source), None, lines, name)
        with ExitStack() as state:
            state.enter_context(_program_state(self._main, self._file, self._printer, self._stdin))
            state.enter_context(refusals.told(modules_in(self._source)))
            if self._tab is not None:
                state.enter_context(_waits())
                if self.knows_javascript or "asyncio" in self._source.lower():
                    state.enter_context(_loops(for_promises=self.knows_javascript))
            farewells = Farewells()
            with logs.fresh(), farewells.collected():
                exit_code = self._execute()
                farewells.call()
                # what ends here is the standard library's, which would use the program's
                _set_back(builtins.__dict__, self._builtins)
            sys.settrace(None)  # what traced the program must not trace what follows
            sys.setprofile(None)
            if self._checks:
                self._points = self._test(exit_code)
            # A script's objects die with it, and may print as they do.
            self._main.__dict__.clear()
            gc.collect()
            self._printer.flush()
        return self.ended(exit_code)

    def ended(self, exit_code: int) -> Ended:
        """Tell what has been so far, for a run that ends with ``exit_code``."""
        stdout = self._printer.printed("stdout")
        trace = self._tracer.trace
        return Ended(exit_code, stdout, trace, self._points, self._failure, self._fold)

    def flush(self) -> None:
        """Hand on what was printed."""
        self._printer.flush()

    @property
    def names(self) -> dict[str, Any]:
        """The program's global names: none any more once it has ended."""
        return self._main.__dict__

    @property
    def _stdin(self) -> io.TextIOBase:
        tab = self._tab
        if tab is None:
            return (
                stdin.NoInput() if sys.platform == "emscripten" else stdin.TypedText(lambda: None)
            )

        def ask() -> str | None:
            from switchpoint.tab.program.waiting import pause

            self._printer.flush()
            tab.ask()
            pause(None, tab.answered)
            return tab.answer()

        return stdin.TypedText(ask)

    def _test(self, exit_code: int) -> list[Result]:
        """Test an exercise's points, unless the program was stopped."""
        from switchpoint.tab.program import exercise_checks  # few programs are exercises

        self._printer.flush()
        if exit_code == _INTERRUPTED:
            return []
        stdout, variables = self._printer.printed("stdout"), dict(self._main.__dict__)
        run = exercise_checks.Run(self._source, stdout, exit_code, self._tracer.trace, variables)
        return exercise_checks.test(self._checks, run)

    def _execute(self) -> int:
        try:
            code = self._tracer.compile(self._source)
            self._tracer.start()
            try:
                exec(code, self._main.__dict__)
            finally:
                self._tracer.stop()
        except SystemExit as exit:
            return _exit_code(exit)
        except BaseException as error:
            if isinstance(error, MemoryError):
                self._main.__dict__.clear()  # what took the memory must not keep it
                traceback.clear_frames(error.__traceback__)
            if isinstance(error, SyntaxError) and error.filename == self._file:
                self._complete(error)
            self._failure = self._undisturbed(failure, error, self._file)
            self._tell(error)
            printed = self._printer.printed("stderr")
            self._fold = self._undisturbed(tracebacks.folded, printed)
            return _INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
        return 0

    def _undisturbed[**P, T](
        self, function: Callable[P, T], *args: P.args, **options: P.kwargs
    ) -> T:
        """Call what uses the standard library with the builtins that it expects."""
        theirs = builtins.__dict__.copy()
        _set_back(builtins.__dict__, self._builtins)
        try:
            return function(*args, **options)
        finally:
            _set_back(builtins.__dict__, theirs)

    def _complete(self, error: SyntaxError) -> None:
        """Give an error its line, which the compiler looks for in a file when it has parsed it."""
        lines = self._source.splitlines(keepends=True)
        if error.text is None and error.lineno and error.lineno <= len(lines):
            error.text = lines[error.lineno - 1]

    def _tell(self, error: BaseException) -> None:
        """Tell of what ends the program, by its own ``sys.excepthook`` if it has one."""
        if sys.excepthook is sys.__excepthook__:
            self._undisturbed(print_traceback, error, self._file)
            return
        trace = error.__traceback__
        while trace is not None and trace.tb_frame.f_code.co_filename != self._file:
            trace = trace.tb_next
        try:
            sys.excepthook(type(error), error, trace)
        except BaseException as another:
            another.__context__ = None  # this one here, which is told below
            self._undisturbed(self._tell_both, another, error)

    def _tell_both(self, another: BaseException, error: BaseException) -> None:
        print("Error in sys.excepthook:", file=sys.stderr)
        print_traceback(another, self._file)
        print("\nOriginal exception was:", file=sys.stderr)
        print_traceback(error, self._file)


def run(
    source: str,
    file: str,
    write: Write,
    on_cut: Callable[[], object],
    tab: Tab | None = None,
    checks: str = "",
) -> Ended:
    """Run ``source`` as ``python FILE`` would; see ``Session``."""
    return Session(source, file, write, on_cut, tab, checks).run()


PACKAGES = ("gevent", "requests", "urllib3")
"""What a program may import that is not in the standard library; and greenlet, which is ours."""

_JAVASCRIPT = {"js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core", "switchpoint_stacks"}

_library: stdlib_on_demand.Library | None = None


def open_library(fetch: Callable[[str], Any]) -> stdlib_on_demand.Library:
    """Let missing parts of the standard library be fetched; return where to put them.

    ``fetch(archive)`` gives a JavaScript array of bytes.
    """
    global _library
    if sys.platform == "emscripten":
        lazy_imports.uninstall()  # the boot is over
    _library = stdlib_on_demand.install(lambda archive: bytes(fetch(archive).to_py()))
    return _library


def needs(source: str) -> str:
    """Return JSON of what must be loaded before a program runs: ``packages`` and ``archives``."""
    packages = packages_for(source)
    modules = set(modules_in(source))
    if "gevent" in packages:
        modules.add("http.client")
    if {"requests", "urllib3"} & set(packages):
        modules |= {"http.client", "urllib.request"}
    archives = _library.archives_for(modules) if _library else []
    return dumps({"packages": packages, "archives": archives})


@lru_cache(maxsize=1)  # a run asks several times, and waits for it
def modules_in(source: str) -> frozenset[str]:
    """Return the names of all modules that a program's import statements may load."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    parts = (name.split(".") for name in names)
    return frozenset(".".join(part[:end]) for part in parts for end in range(1, len(part) + 1))


def packages_for(source: str) -> list[str]:
    """Return what must be loaded before this program can run: of PACKAGES, and "greenlet"."""
    names = modules_in(source)
    needed = [name for name in PACKAGES if name in names]
    return [*needed, "greenlet"] if names & {"gevent", "greenlet"} else needed


_left_by_the_last: Pristine | None = None
"""How the interpreter stands, if a program has run in it and others may."""


def run_and_draw(
    source: str,
    file: str,
    language: Language,
    write: Write,
    on_cut: Callable[[], object],
    tab: Tab | None = None,
    checks: str = "",
) -> str:
    """Run ``source`` as ``run`` does, and draw its trace, labelled in ``language``.

    Returns JSON for the page: ``exitCode``, ``seconds``, ``trace``, ``drawing`` and ``points``,
    ``failure`` and ``fold`` if there are any, and whether the interpreter is ``spent``: the program
    has left it in a state that no other should start in.
    """
    global _left_by_the_last
    began = monotonic()
    found = _left_by_the_last or Pristine()
    modules, there = sys.modules, sys.modules.copy()

    def told(ended: Ended, spent: bool) -> str:
        seconds = monotonic() - began
        sys.modules = modules  # what follows imports, whatever the program did to it
        modules.update(there)
        from switchpoint.tracing import timeline  # not needed before a run has ended

        drawing = timeline.draw(ended.trace, ended.stdout, language)
        about: dict[str, Any] = {"exitCode": ended.exit_code, "seconds": seconds, "spent": spent}
        about |= {"trace": ended.trace, "drawing": drawing, "fold": ended.fold}
        about["points"] = ended.points
        if (error := ended.failure) is not None:
            where = {"line": error.line, "column": error.column, "endColumn": error.end_column}
            about["failure"] = where | {"message": error.message}
        return dumps(about)

    with stack_limit.limited(), _greenlets(source) as left:
        session = Session(source, file, write, on_cut, tab, checks)

        def exit_now(status: int) -> NoReturn:
            """End the program at once, as ``os._exit`` does: no cleaning up, nothing flushed."""
            status = operator.index(status)
            session.flush()
            if tab is not None:
                tab.exit(told(session.ended(status & 0xFF), spent=True))
            raise SystemExit(status)

        with changed([(os, "_exit", exit_now)]):
            ended = session.run()
    spent = bool(left) or session.knows_javascript or not found.is_kept(session.names)
    _left_by_the_last = None  # a new one remembers this module's names, too, and their values
    if not spent:
        _left_by_the_last = Pristine()
    return told(ended, spent)


@contextmanager
def _greenlets(source: str) -> Iterator[list[str]]:
    """Make gevent and greenlet importable for a program that wants them; yield what it leaves."""
    left: list[str] = []
    if "greenlet" not in packages_for(source):
        yield left
        return
    from switchpoint.tab.greenlets import install

    with install.installed(network="gevent" in packages_for(source)) as remains:
        yield left
    left += remains


def _exit_code(exit: SystemExit) -> int:
    """Return the code as CPython takes it; any other object is printed and means 1."""
    if exit.code is None:
        return 0
    if isinstance(exit.code, int):
        return exit.code & 0xFF
    print(exit.code, file=sys.stderr)
    return 1


def print_traceback(error: BaseException, file: str) -> None:
    """Print the traceback to ``sys.stderr`` with the frames of the program in ``file`` only."""
    shown = traceback.TracebackException.from_exception(error)
    _keep_frames(shown, file)
    for text in shown.format():
        print(text, end="", file=sys.stderr)


def _keep_frames(shown: traceback.TracebackException, file: str) -> None:
    shown.stack[:] = [frame for frame in shown.stack if frame.filename == file]
    if isinstance(shown, traceback.TracebackException):
        chained = [shown.__cause__, shown.__context__, *(shown.exceptions or [])]
        for other in chained:
            if other is not None:
                _keep_frames(other, file)


def failure(error: BaseException, file: str) -> Failure:
    """Return what was raised, and where in ``file``: at the innermost of its frames."""
    shown = traceback.TracebackException.from_exception(error, lookup_lines=False)
    message = "".join(shown.format_exception_only()).strip().splitlines() or [""]
    if isinstance(error, SyntaxError) and error.filename == file:
        line, column, end = error.lineno or 0, error.offset or 0, 0
        if error.end_lineno == error.lineno and error.end_offset:
            end = error.end_offset
        return Failure(line, max(column, 0), max(end, 0), message[-1])
    frame = next((it for it in reversed(shown.stack) if it.filename == file), None)
    if frame is None:
        return Failure(0, 0, 0, message[-1])
    text = linecache.getline(file, frame.lineno or 0).encode()
    column = len(text[: frame.colno].decode(errors="replace")) + 1 if frame.colno else 1
    end = 0
    if frame.end_colno and frame.end_lineno == frame.lineno:
        end = len(text[: frame.end_colno].decode(errors="replace")) + 1
    return Failure(frame.lineno or 0, column, end, message[-1])


_HOOKS = ("excepthook", "unraisablehook", "displayhook", "breakpointhook")


@contextmanager
def _program_state(
    main: types.ModuleType, file: str, printer: Printer, stdin: io.TextIOBase
) -> Iterator[None]:
    """Set the interpreter up for one program, and back again after it."""
    changes: list[tuple[Any, str, Any]] = [
        (sys, "stdout", PrintedText(printer, "stdout")),
        (sys, "stderr", PrintedText(printer, "stderr")),
        (sys, "stdin", stdin),
        (sys, "argv", [file]),
        *((sys, name, list(getattr(sys, name))) for name in ("path", "meta_path", "path_hooks")),
        *((sys, name, getattr(sys, f"__{name}__")) for name in _HOOKS),
    ]
    old_main = sys.modules["__main__"]
    known = builtins.__dict__.copy()
    depth, sigint = sys.getrecursionlimit(), signal.getsignal(signal.SIGINT)
    with changed(changes):
        try:
            sys.modules["__main__"] = main
            with warnings.catch_warnings():
                yield
        finally:
            sys.modules["__main__"] = old_main
            sys.setrecursionlimit(depth)
            signal.signal(signal.SIGINT, sigint)
            _set_back(builtins.__dict__, known)


def _set_back(names: dict[str, Any], known: dict[str, Any]) -> None:
    """Give names the values that they had; touches only those that have another."""
    for name in names.keys() - known.keys():
        del names[name]
    for name, value in known.items():
        if names.get(name) is not value:
            names[name] = value


@contextmanager
def _waits() -> Iterator[None]:
    """Let ``time.sleep`` wait as a tab can."""
    from switchpoint.tab.greenlets import stacks
    from switchpoint.tab.program import waiting

    with changed([(time, "sleep", waiting.sleep)]):
        stacks.take_interrupt()  # one that came too late for the program before
        yield


@contextmanager
def _loops(*, for_promises: bool) -> Iterator[None]:
    """Let asyncio wait as a tab can; loading it takes longer than most programs run."""
    from switchpoint.tab.greenlets import stacks
    from switchpoint.tab.program import asyncio_loop, waiting

    with asyncio_loop.installed(waiting.pause, stacks.wake, for_promises=for_promises):
        yield
