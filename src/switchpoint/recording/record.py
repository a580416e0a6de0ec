"""Runs snippets in processes of their own, and writes or checks their recordings.

Each program is run twice, as a reader would run it: ``python NAME.py`` in its own folder. Two
runs that differ are an error; so is output that names a path of this machine. It is then run twice
under the tracer, where it must print just the same, and switch in the same order both times.
Of an exercise, the model solution must pass every point, and the starting code must not.
"""

from __future__ import annotations

import difflib
import json
import os
import platform
import re
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

from switchpoint.snippets.exercise import Exercise, find_exercise
from switchpoint.snippets.snippet import (
    GREENLET_MODULES,
    NATIVE_MODULES,
    Recording,
    Snippet,
    SnippetError,
    all_snippets,
    find_snippet,
    naming_problems,
)
from switchpoint.tab.program.exercise_checks import Result
from switchpoint.tracing.trace import Trace

TIME_LIMIT = 30.0
"""Seconds a snippet may run before it is ended; the article's longest sleeps for four."""

_AS_IN_THE_TAB = {"PURE_PYTHON": "1", "GEVENT_RESOLVER": "block"}
"""For gevent under the tracer. Its compiled half would hide which of its functions waits, and
looking up names in threads would make the order of switches depend on them."""

_MARKS = re.compile(r"^ +[~^]+\n", re.MULTILINE)

_KEPT_ENVIRONMENT = ("PATH", "HOME", "TMPDIR", "SYSTEMROOT")


@dataclass(frozen=True)
class Outcome:
    """What became of one snippet; ``problem`` is empty when all is well."""

    name: str
    problem: str = ""
    written: bool = False


def run_snippet(snippet: Snippet, time_limit: float = TIME_LIMIT) -> Recording:
    """Run the program once and return what it printed.

    Raises ``SnippetError`` when it outlasts ``time_limit`` (seconds), prints something that is
    not UTF-8, or prints a path of this machine.
    """
    exit_code, stdout, stderr = _run(snippet, [snippet.path.name], time_limit)
    return Recording(
        stdout=_as_reader_sees(snippet, stdout),
        stderr=_as_reader_sees(snippet, stderr),
        exit_code=exit_code,
        recorded_by=recorder(snippet),
        source_sha256=snippet.sha256,
    )


def run_traced(snippet: Snippet, time_limit: float = TIME_LIMIT) -> tuple[Recording, Trace]:
    """Run the program once under the tracer; return what it printed and who ran when."""
    run = _traced(snippet, time_limit)
    recording = Recording(
        stdout=_as_reader_sees(snippet, run["stdout"].encode()),
        stderr=_as_reader_sees(snippet, run["stderr"].encode()),
        exit_code=run["exit_code"],
        recorded_by=recorder(snippet),
        source_sha256=snippet.sha256,
    )
    return recording, run["trace"]


def _traced(snippet: Snippet, time_limit: float, *checks: str) -> dict[str, Any]:
    """Run the program as traced.py does, and return what that reports."""
    command = ["-m", "switchpoint.recording.run_traced", snippet.path.name, *checks]
    exit_code, report, complaint = _run(snippet, command, time_limit, **_AS_IN_THE_TAB)
    if exit_code:
        raise SnippetError(
            f"{snippet.shown_path}:1: the tracer failed on it:"
            f" {complaint.decode(errors='replace').strip()[-500:]}"
        )
    return cast("dict[str, Any]", json.loads(report))


def _run(
    snippet: Snippet, command: list[str], time_limit: float, **more: str
) -> tuple[int, bytes, bytes]:
    # A session of its own, so that processes it started can be ended with it.
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=snippet.path.parent,
        env=_environment() | more,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
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
    """Return the bare surroundings of a run: no proxies, no site settings, plain UTF-8 text."""
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    return kept | {
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_COLOR": "1",
    }


def _as_reader_sees(snippet: Snippet, printed: bytes) -> str:
    """Decode output and name the program's own files as the reader would, without folders."""
    try:
        text = printed.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SnippetError(
            f"{snippet.shown_path}:1: prints bytes that are not UTF-8 (offset {error.start})"
        ) from None
    text = text.replace(f"{snippet.path.parent.resolve()}{os.sep}", "")
    for place in _machine_paths(snippet):
        if place in text:
            line = next(line for line in text.splitlines() if place in line)
            raise SnippetError(
                f"{snippet.shown_path}:1: prints a path of this machine ({line.strip()[:120]});"
                " catch the exception and print its type and message"
            )
    return text


def _machine_paths(snippet: Snippet) -> set[str]:
    places = {sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"), sys.prefix}
    return places | {str(snippet.root.resolve())}


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


def run_twice(snippet: Snippet, time_limit: float = TIME_LIMIT) -> Recording:
    """Run the program two times; raise ``SnippetError`` with the difference if they differ."""
    first, second = run_snippet(snippet, time_limit), run_snippet(snippet, time_limit)
    if not first.same_run(second):
        raise SnippetError(
            f"{snippet.shown_path}:1: two runs differ; a snippet must print the same each time"
            f" (stagger timers, mask addresses, print no clock)\n{difference(first, second)}"
        )
    return first


def trace_twice(snippet: Snippet, recording: Recording, time_limit: float) -> Trace | None:
    """Trace the program two times; ``None`` where the order of switches is not determined.

    Raises ``SnippetError`` when tracing changed what it prints, or the traces differ.
    """
    if not snippet.is_traced and snippet.imports & NATIVE_MODULES != {"threading"}:
        return None  # processes and pools
    traces = []
    for _ in range(2):
        printed, trace = run_traced(snippet, time_limit)
        if not recording.same_run(printed):
            raise SnippetError(
                f"{snippet.shown_path}:1: prints something else under the tracer\n"
                f"{difference(recording, printed)}"
            )
        traces.append(trace)
    if not snippet.is_traced and any(trace.get("unordered") for trace in traces):
        return None
    if traces[0] != traces[1]:
        raise SnippetError(
            f"{snippet.shown_path}:1: switches in another order each time; stagger its timers\n"
            f"{_trace_difference(dump_trace(traces[0]), dump_trace(traces[1]))}"
        )
    return traces[0]


def dump_trace(trace: Trace) -> str:
    """Return the text of the ``.trace.json`` file, an event a line so that diffs can be read."""
    rest = {key: value for key, value in trace.items() if key not in ("lanes", "events")}
    lanes = ",\n".join(map(_dense, trace["lanes"]))
    events = ",\n".join(map(_dense, trace["events"]))
    return f'{_dense(rest)[:-1]},"lanes":[\n{lanes}\n],"events":[\n{events}\n]}}\n'


def _dense(value: object) -> str:
    """Return JSON without spaces: a long trace has five thousand events."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _trace_difference(old: str, new: str) -> str:
    return "\n".join(
        difflib.unified_diff(
            old.splitlines(), new.splitlines(), "recorded", "now", lineterm="", n=1
        )
    )


def same(old: Recording, new: Recording) -> bool:
    """Tell whether two recordings agree byte for byte.

    Each minor version of Python draws the marks under a traceback's lines (PEP 657) in its own
    way; between two versions, and only there, these lines are left out.
    """
    minor = [it.recorded_by.split(" · ")[0].rpartition(".")[0] for it in (old, new)]
    if minor[0] == minor[1]:
        return old.same_run(new)
    old, new = (replace(it, stderr=_MARKS.sub("", it.stderr)) for it in (old, new))
    return old.same_run(new)


def difference(old: Recording, new: Recording) -> str:
    """Return a unified diff of two recordings, both texts and the exit code."""
    return "\n".join(
        difflib.unified_diff(_diffable(old), _diffable(new), "recorded", "now", lineterm="", n=2)
    )


def _diffable(recording: Recording) -> list[str]:
    return [
        f"exit {recording.exit_code}",
        "stdout",
        *recording.stdout.split("\n"),  # a missing last newline is a difference, too
        "stderr",
        *recording.stderr.split("\n"),
    ]


def write_recording(snippet: Snippet, time_limit: float = TIME_LIMIT) -> Outcome:
    """Record the snippet and its trace. An equal recording keeps its file, whoever made it."""
    try:
        new = run_twice(snippet, time_limit)
        if Recording.parse(new.dump()) != new:
            raise SnippetError(
                f"{snippet.shown_path}:1: prints a recording's own markers (#! …); print others"
            )
        trace = trace_twice(snippet, new, time_limit)
    except SnippetError as error:
        return Outcome(snippet.name, str(error))
    written = False
    if not _is_recorded(snippet, new):
        snippet.recording_path.write_bytes(new.dump().encode("utf-8"))
        written = True
    if trace is None:
        snippet.trace_path.unlink(missing_ok=True)
    elif not _is_traced(snippet, trace):
        snippet.trace_path.write_bytes(dump_trace(trace).encode("utf-8"))
        written = True
    return Outcome(snippet.name, written=written)


def _is_recorded(snippet: Snippet, new: Recording) -> bool:
    try:
        return same(snippet.recording(), new)
    except SnippetError:
        return False  # missing or stale: that is what writing is for


def _is_traced(snippet: Snippet, trace: Trace) -> bool:
    try:
        return snippet.trace() == trace
    except SnippetError:
        return False


def check_recording(snippet: Snippet, time_limit: float = TIME_LIMIT) -> Outcome:
    """Compare recording and trace with fresh runs, byte for byte."""
    name = snippet.name.removesuffix(".start")
    cure = f"if that is right, run: python -m switchpoint record {name}"
    try:
        old, old_trace = snippet.recording(), snippet.trace()
        new = run_twice(snippet, time_limit)
        if not same(old, new):
            raise SnippetError(
                f"{snippet.shown_path}:1: prints something else than was recorded; {cure}\n"
                f"{difference(old, new)}"
            )
        trace = trace_twice(snippet, new, time_limit)
        if trace is None and old_trace is not None:
            raise SnippetError(
                f"{snippet.shown_path}:1: has a trace, but threads switch in no fixed order; {cure}"
            )
        if trace is not None and old_trace is None:
            raise SnippetError(f"{snippet.shown_path}:1: recorded without its trace; {cure}")
        if trace is not None and dump_trace(trace) != snippet.trace_path.read_text("utf-8"):
            was = dump_trace(cast("Trace", old_trace))
            raise SnippetError(
                f"{snippet.shown_path}:1: switches in another order than was recorded; {cure}\n"
                f"{_trace_difference(was, dump_trace(trace))}"
            )
    except SnippetError as error:
        return Outcome(snippet.name, str(error))
    return Outcome(snippet.name)


def check_exercise(exercise: Exercise, time_limit: float = TIME_LIMIT) -> Outcome:
    """Test the points: the model solution passes all of them, the starting code does not."""
    solution, start = exercise.solution, exercise.start
    try:
        wanted = [point.name for point in exercise.points]
        results = {
            program: _traced(program, time_limit, solution.checks_path.name)["points"]
            for program in (solution, start)
        }
        for name, result in zip(wanted, results[solution], strict=True):
            if result["state"] != "passed":
                raise SnippetError(
                    f"{solution.shown_path}:1: the model solution does not pass {name}:"
                    f" {_why(result)}"
                )
        if all(result["state"] == "passed" for result in results[start]):
            raise SnippetError(
                f"{start.shown_path}:1: the starting code passes every point; leave something to do"
            )
    except SnippetError as error:
        return Outcome(solution.name, str(error))
    return Outcome(solution.name)


def _why(result: Result) -> str:
    if result["state"] == "untested":
        return "it was not tested, for the program or its checks cannot be compiled or imported"
    return f"expected {result.get('expected', 'no exception')}, got {result.get('came')}"


def orphans(root: Path) -> list[Path]:
    """Return the recordings and traces whose program is gone."""
    found = []
    for path in [*root.glob("*/*.out"), *root.glob("*/*.trace.json")]:
        program = path.with_name(path.name.removesuffix(".out").removesuffix(".trace.json") + ".py")
        if not program.exists():
            found.append(path)
    return sorted(found)


def main(
    root: Path,
    names: Iterable[str] = (),
    *,
    check: bool = False,
    jobs: int | None = None,
    time_limit: float = TIME_LIMIT,
    say: Callable[[str], None] = print,
) -> int:
    """Write (or with ``check`` compare) recordings, all or by name; return the exit status."""
    problems = naming_problems(root)
    try:
        snippets = [find_snippet(root, name) for name in names] or all_snippets(root)
        exercises = [find_exercise(snippet) for snippet in snippets if snippet.is_exercise]
    except SnippetError as error:
        say(str(error))
        return 2
    work = check_recording if check else write_recording
    programs = [*snippets, *(exercise.start for exercise in exercises)]
    with ThreadPoolExecutor(jobs or os.cpu_count()) as pool:
        outcomes = list(pool.map(lambda program: work(program, time_limit), programs))
        outcomes += pool.map(lambda exercise: check_exercise(exercise, time_limit), exercises)
    problems += [outcome.problem for outcome in outcomes if outcome.problem]
    for path in orphans(root):
        shown = f"{root.name}/{path.relative_to(root).as_posix()}"
        if check:
            problems.append(
                f"{shown}:1: recording of a program that is gone; run: python -m switchpoint record"
            )
        elif not names:
            path.unlink()
            say(f"removed {shown}, whose program is gone")
    for outcome in outcomes:
        if outcome.written:
            say(f"recorded {outcome.name}")
    for problem in problems:
        say(problem)
    say(f"{len(snippets)} snippets, {len(problems)} problems")
    return 1 if problems else 0
