"""Runs one program in the tab as CPython runs a script: fresh ``__main__``, the same tracebacks.

Programs run as plain synchronous code. An async wrapper would turn an uncaught ``StopIteration``
into a ``RuntimeError`` (PEP 479), and the article's second program ends in just that.
"""

from __future__ import annotations

import ast
import builtins
import gc
import io
import json
import linecache
import sys
import time
import traceback
import types
import warnings
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TextIO

from switchpoint.tab import depth, library
from switchpoint.trace import Trace, Tracer

if TYPE_CHECKING:
    from switchpoint.tab.points import Result
    from switchpoint.timeline import Language

OUTPUT_LIMIT = 1_000_000
"""Characters of a run that are shown; what follows is dropped, and the program runs on."""

_INTERVAL = 0.05
"""Seconds between messages to the page while a program prints without pause."""

_BURST = 40
"""Lines sent at once, each in a message of its own, before they are gathered."""

_INTERRUPTED = 130
"""The exit code of a program that Stop ended."""

type Stream = Literal["stdout", "stderr"]
type Write = Callable[[Stream, str], object]
type Sleep = Callable[[float], Awaitable[bool]]


class Ended(NamedTuple):
    """How a run ended: its exit code, what it printed to standard output, who ran when."""

    exit_code: int
    stdout: str
    trace: Trace
    points: list[Result]
    """What became of an exercise's points."""


class Printer:
    """Gathers what a program prints, in order, and hands it on in time."""

    def __init__(self, write: Write, on_cut: Callable[[], object]) -> None:
        """Hand text to ``write``; call ``on_cut`` once if the limit is reached."""
        self._write, self._on_cut = write, on_cut
        self._parts: list[tuple[Stream, str]] = []
        self._room = OUTPUT_LIMIT
        self._sent = time.monotonic()
        self._burst = float(_BURST)
        self.stdout_length = 0
        """Characters of standard output so far, shown or not."""
        self._stdout: list[str] = []

    def put(self, stream: Stream, text: str) -> None:
        """Take printed text; send it when a line is whole, or when it is time."""
        if stream == "stdout":
            self.stdout_length += len(text)
        if not self._room:
            return
        if len(text) >= self._room:
            text = text[: self._room]
            self._on_cut()
        self._room -= len(text)
        if stream == "stdout":
            self._stdout.append(text)
        self._parts.append((stream, text))
        # monotonic is not patched by anybody here; a run lasts seconds, not years
        now = time.monotonic()
        self._burst = min(_BURST, self._burst + (now - self._sent) / _INTERVAL)
        if now - self._sent > _INTERVAL or (text.endswith("\n") and self._burst >= 1):
            self._burst -= 1
            self.flush()

    @property
    def stdout(self) -> str:
        """Standard output so far, as far as it is shown."""
        return "".join(self._stdout)

    def flush(self) -> None:
        """Send what was gathered, neighbours of one stream as one text."""
        parts, self._parts = self._parts, []
        self._sent = time.monotonic()
        gathered: list[str] = []
        for index, (stream, text) in enumerate(parts):
            gathered.append(text)
            if index + 1 == len(parts) or parts[index + 1][0] != stream:
                self._write(stream, "".join(gathered))
                gathered.clear()


class PrintedText(io.TextIOBase):
    """A program's ``sys.stdout`` or ``sys.stderr``."""

    encoding = "utf-8"
    errors = "strict"

    def __init__(self, printer: Printer, stream: Stream) -> None:
        """Write to ``printer`` as ``stream``."""
        self._printer, self._stream = printer, stream

    @property
    def name(self) -> str:
        """Return the name CPython gives such a stream."""
        return f"<{self._stream}>"

    def fileno(self) -> int:
        """Return the number CPython gives such a stream."""
        return 1 if self._stream == "stdout" else 2

    def writable(self) -> bool:
        """Tell that text can be written."""
        return True

    def write(self, text: str) -> int:
        """Take text; return its length."""
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._printer.put(self._stream, text)
        return len(text)

    def flush(self) -> None:
        """Hand on what was gathered."""
        if not self.closed:
            self._printer.flush()


def run(
    source: str,
    file: str,
    write: Write,
    on_cut: Callable[[], object],
    sleep: Sleep | None = None,
    checks: str = "",
) -> Ended:
    """Run ``source`` as ``python FILE`` would; return the exit code and who ran when.

    ``write(stream, text)`` gets what is printed, ``on_cut()`` is called when that was too much.
    ``sleep(milliseconds)`` gives a promise of whether Stop came first; with it ``time.sleep``
    waits through stack switching, lets the tab breathe, and can be interrupted. ``checks`` is the
    text of an exercise's checks, which see the program before its objects die.
    """
    printer = Printer(write, on_cut)
    main = types.ModuleType("__main__")
    main.__dict__.update(__file__=file, __builtins__=builtins)
    lines = source.splitlines(keepends=True)
    # no modification time: linecache then never looks for the file
    linecache.cache[file] = (len(source), None, lines, file)
    tracer = Tracer(file, lambda: printer.stdout_length)
    with _program_state(main, file, printer, sleep):
        exit_code = _execute(source, file, main, tracer)
        points = _test(checks, source, exit_code, printer, tracer, main) if checks else []
        # A script's objects die with it, and may print as they do.
        main.__dict__.clear()
        gc.collect()
        printer.flush()
    return Ended(exit_code, printer.stdout, tracer.trace, points)


def _test(
    checks: str,
    source: str,
    exit_code: int,
    printer: Printer,
    tracer: Tracer,
    main: types.ModuleType,
) -> list[Result]:
    """Test an exercise's points, unless the program was stopped."""
    from switchpoint.tab import points  # few programs are exercises

    printer.flush()
    if exit_code == _INTERRUPTED:
        return []
    variables = dict(main.__dict__)
    run = points.Run(source, printer.stdout, exit_code, tracer.trace, variables)
    return points.test(checks, run)


PACKAGES = ("gevent", "requests", "urllib3")
"""What a program may import that is not in the standard library; and greenlet, which is ours."""

_library: library.Library | None = None


def open_library(fetch: Callable[[str], Any]) -> library.Library:
    """Let missing parts of the standard library be fetched; return where to put them.

    ``fetch(archive)`` gives a JavaScript array of bytes.
    """
    global _library
    _library = library.install(lambda archive: bytes(fetch(archive).to_py()))
    return _library


def needs(source: str) -> str:
    """Return JSON of what must be loaded before a program runs: ``packages`` and ``archives``."""
    packages = packages_for(source)
    modules = modules_in(source)
    if "gevent" in packages:
        modules.add("http.client")
    if {"requests", "urllib3"} & set(packages):
        modules |= {"http.client", "urllib.request"}
    archives = _library.archives_for(modules) if _library else []
    return json.dumps({"packages": packages, "archives": archives})


def modules_in(source: str) -> set[str]:
    """Return the names of all modules that a program's import statements may load."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    parts = (name.split(".") for name in names)
    return {".".join(part[:end]) for part in parts for end in range(1, len(part) + 1)}


def packages_for(source: str) -> list[str]:
    """Return what must be loaded before this program can run: of PACKAGES, and "greenlet"."""
    names = modules_in(source)
    needed = [name for name in PACKAGES if name in names]
    return [*needed, "greenlet"] if names & {"gevent", "greenlet"} else needed


def run_and_draw(
    source: str,
    file: str,
    language: Language,
    write: Write,
    on_cut: Callable[[], object],
    sleep: Sleep | None = None,
    checks: str = "",
) -> str:
    """Run ``source`` as ``run`` does, and draw its trace, labelled in ``language``.

    Returns JSON for the page: ``exitCode``, ``seconds``, ``trace``, ``drawing`` and ``points``, and
    whether the interpreter is ``spent``: the program has left it in a state that no other should
    start in.
    """
    with depth.limited(), _greenlets(source) as left:
        began = time.monotonic()
        ended = run(source, file, write, on_cut, sleep, checks)
        seconds = time.monotonic() - began
    from switchpoint import timeline  # not needed before a run has ended

    drawing = timeline.draw(ended.trace, ended.stdout, language)
    how = {"exitCode": ended.exit_code, "seconds": seconds, "spent": bool(left)}
    more = {"trace": ended.trace, "drawing": drawing, "points": ended.points}
    return json.dumps(how | more)


@contextmanager
def _greenlets(source: str) -> Iterator[list[str]]:
    """Make gevent and greenlet importable for a program that wants them; yield what it leaves."""
    left: list[str] = []
    if "greenlet" not in packages_for(source):
        yield left
        return
    from switchpoint.tab import live_gevent

    with live_gevent.installed(network="gevent" in packages_for(source)) as remains:
        yield left
    left += remains


def _execute(source: str, file: str, main: types.ModuleType, tracer: Tracer) -> int:
    try:
        code = tracer.compile(source)
        tracer.start()
        try:
            exec(code, main.__dict__)
        finally:
            tracer.stop()
    except SystemExit as exit:
        return _exit_code(exit)
    except BaseException as error:
        print_traceback(error, file)
        return _INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
    return 0


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


@contextmanager
def _program_state(
    main: types.ModuleType, file: str, printer: Printer, sleep: Sleep | None
) -> Iterator[None]:
    """Set the interpreter up for one program, and back again after it."""
    stdin: TextIO = io.StringIO("")
    changed: list[tuple[Any, str, Any]] = [
        (sys, "stdout", PrintedText(printer, "stdout")),
        (sys, "stderr", PrintedText(printer, "stderr")),
        (sys, "stdin", stdin),
        (sys, "argv", [file]),
    ]
    if sleep is not None:
        changed.append((time, "sleep", _interruptible(sleep, printer)))
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in changed]
    old_main, old_print = sys.modules["__main__"], builtins.print
    known = set(vars(builtins))
    try:
        for owner, name, value in changed:
            setattr(owner, name, value)
        sys.modules["__main__"] = main
        with warnings.catch_warnings():
            yield
    finally:
        sys.modules["__main__"] = old_main
        builtins.print = old_print
        for name in set(vars(builtins)) - known:
            delattr(builtins, name)
        for owner, name, value in before:
            setattr(owner, name, value)


def _interruptible(sleep: Sleep, printer: Printer) -> Callable[[float], None]:
    from pyodide.ffi import run_sync  # only the tab has it

    def sleep_in_tab(seconds: float, /) -> None:
        if isinstance(seconds, bool) or not hasattr(seconds, "__index__"):
            seconds = float(seconds)
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        printer.flush()
        if run_sync(sleep(seconds * 1000)):
            raise KeyboardInterrupt

    sleep_in_tab.__name__ = sleep_in_tab.__qualname__ = "sleep"
    return sleep_in_tab
