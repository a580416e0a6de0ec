"""Runs snippets in processes of their own, and writes or checks their recordings.

Each program is run twice, as a reader would run it: ``python NAME.py`` in its own folder. Two
runs that differ are an error; so is output that names a path of this machine.
"""

from __future__ import annotations

import difflib
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

from switchpoint.snippet import (
    GREENLET_MODULES,
    Recording,
    Snippet,
    SnippetError,
    all_snippets,
    find_snippet,
    naming_problems,
)

TIME_LIMIT = 30.0
"""Seconds a snippet may run before it is ended; the article's longest sleeps for four."""

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
    # A session of its own, so that processes it started can be ended with it.
    process = subprocess.Popen(
        [sys.executable, snippet.path.name],
        cwd=snippet.path.parent,
        env=_environment(),
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
    return Recording(
        stdout=_as_reader_sees(snippet, stdout),
        stderr=_as_reader_sees(snippet, stderr),
        exit_code=process.returncode,
        recorded_by=recorder(snippet),
        source_sha256=snippet.sha256,
    )


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
    """Record the snippet. An equal recording keeps its file, whoever made it."""
    try:
        new = run_twice(snippet, time_limit)
        if Recording.parse(new.dump()) != new:
            raise SnippetError(
                f"{snippet.shown_path}:1: prints a recording's own markers (#! …); print others"
            )
    except SnippetError as error:
        return Outcome(snippet.name, str(error))
    try:
        if same(snippet.recording(), new):
            return Outcome(snippet.name)
    except SnippetError:
        pass  # missing or stale: that is what writing is for
    snippet.recording_path.write_bytes(new.dump().encode("utf-8"))
    return Outcome(snippet.name, written=True)


def check_recording(snippet: Snippet, time_limit: float = TIME_LIMIT) -> Outcome:
    """Compare the recording with two fresh runs, byte for byte."""
    try:
        old = snippet.recording()
        new = run_twice(snippet, time_limit)
    except SnippetError as error:
        return Outcome(snippet.name, str(error))
    if same(old, new):
        return Outcome(snippet.name)
    return Outcome(
        snippet.name,
        f"{snippet.shown_path}:1: prints something else than was recorded; if that is right,"
        f" run: python -m switchpoint record {snippet.name}\n{difference(old, new)}",
    )


def orphans(root: Path) -> list[Path]:
    """Return the recordings whose program is gone."""
    return [path for path in sorted(root.glob("*/*.out")) if not path.with_suffix(".py").exists()]


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
    except SnippetError as error:
        say(str(error))
        return 2
    work = check_recording if check else write_recording
    with ThreadPoolExecutor(jobs or os.cpu_count()) as pool:
        outcomes = list(pool.map(lambda snippet: work(snippet, time_limit), snippets))
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
