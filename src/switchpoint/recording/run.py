"""Run one program of the collection in a process of its own, as a reader would run it.

The command is ``python NAME.py`` in the program's folder, with a bare environment; under the tracer
it is run_traced.py instead. Output that names a path of this machine is refused.
"""

from __future__ import annotations

import json
import os
import platform
import signal
import subprocess
import sys
import sysconfig
from importlib.metadata import version
from typing import Any, cast

from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.exercise import Exercise
from switchpoint.snippets.recording import Recording
from switchpoint.snippets.runtime import GREENLET_MODULES
from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.points import Result
from switchpoint.tracing.trace import Trace

TIME_LIMIT = 30.0
"""Seconds a program may run before it is ended; the article's longest sleeps for four."""

_AS_IN_THE_TAB = {"PURE_PYTHON": "1", "GEVENT_RESOLVER": "block"}
"""For gevent under the tracer. Its compiled half would hide which of its functions waits, and
looking up names in threads would make the order of switches depend on them."""

_KEPT_ENVIRONMENT = ("PATH", "HOME", "TMPDIR", "SYSTEMROOT")


def run_snippet(snippet: Snippet, time_limit: float = TIME_LIMIT) -> Recording:
    """Run the program once and return what it printed.

    Raises ``SnippetError`` when it outlasts ``time_limit`` (seconds), prints something that is
    not UTF-8, or prints a path of this machine.
    """
    exit_code, stdout, stderr = _run(snippet, [snippet.path.name], time_limit)
    return _recording(snippet, stdout, stderr, exit_code)


def run_traced(snippet: Snippet, time_limit: float = TIME_LIMIT) -> tuple[Recording, Trace]:
    """Run the program once under the tracer; return what it printed, and the trace."""
    report = _run_traced(snippet, time_limit)
    stdout, stderr = report["stdout"].encode(), report["stderr"].encode()
    return _recording(snippet, stdout, stderr, report["exit_code"]), report["trace"]


def run_checks(exercise: Exercise, program: Snippet, time_limit: float) -> list[Result]:
    """Run the solution or the starting code of an exercise; return the result of each point."""
    report = _run_traced(program, time_limit, exercise.solution.checks_path.name)
    return cast("list[Result]", report["points"])


def recorder(snippet: Snippet) -> str:
    """Return what records the snippet here: the interpreter and the packages it stands on."""
    parts = [f"{platform.python_implementation()} {platform.python_version()}"]
    imported = snippet.imports
    if "gevent" in imported:
        parts.append(f"gevent {version('gevent')}")
    if imported & GREENLET_MODULES:
        parts.append(f"greenlet {version('greenlet')}")
    if "requests" in imported:
        parts.append(f"requests {version('requests')}")
    return " · ".join(parts)


def _recording(snippet: Snippet, stdout: bytes, stderr: bytes, exit_code: int) -> Recording:
    return Recording(
        stdout=_as_reader_sees(snippet, stdout),
        stderr=_as_reader_sees(snippet, stderr),
        exit_code=exit_code,
        recorded_by=recorder(snippet),
        source_sha256=snippet.sha256,
    )


def _run_traced(snippet: Snippet, time_limit: float, *checks: str) -> dict[str, Any]:
    """Run run_traced.py on the program, and return its report."""
    command = ["-m", "switchpoint.recording.run_traced", snippet.path.name, *checks]
    exit_code, report, complaint = _run(snippet, command, time_limit, **_AS_IN_THE_TAB)
    if exit_code:
        raise SnippetError(
            f"{snippet.shown_path}:1: the tracer failed on it:"
            f" {complaint.decode(errors='replace').strip()[-500:]}"
        )
    return cast("dict[str, Any]", json.loads(report))


def _run(
    snippet: Snippet, arguments: list[str], time_limit: float, **variables: str
) -> tuple[int, bytes, bytes]:
    """Run Python with these arguments; return its exit code and the bytes of both streams."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=snippet.path.parent,
        env=_environment() | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,  # so that processes it started can be ended with it
    )
    try:
        stdout, stderr = process.communicate(timeout=time_limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise SnippetError(
            f"{snippet.shown_path}:1: still running after {time_limit:g} s; make it end, or give"
            " it longer with --time-limit"
        ) from None
    return process.returncode, stdout, stderr


def _environment() -> dict[str, str]:
    """Return the environment of a run: no proxies, no site settings, plain UTF-8 text."""
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    return kept | {
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_COLOR": "1",
    }


def _as_reader_sees(snippet: Snippet, printed: bytes) -> str:
    """Decode output, and remove the folder from the names of the program's own files."""
    try:
        text = printed.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SnippetError(
            f"{snippet.shown_path}:1: prints bytes that are not UTF-8 (offset {error.start})"
        ) from None
    text = text.replace(f"{snippet.path.parent.resolve()}{os.sep}", "")
    for path in _machine_paths(snippet):
        if path in text:
            line = next(line for line in text.splitlines() if path in line)
            raise SnippetError(
                f"{snippet.shown_path}:1: prints a path of this machine ({line.strip()[:120]});"
                " catch the exception and print its type and message"
            )
    return text


def _machine_paths(snippet: Snippet) -> set[str]:
    paths = {sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"), sys.prefix}
    return paths | {str(snippet.root.resolve())}
