"""The command ``record``: write recordings, or with ``--check`` compare them with fresh runs.

Each program is run twice; two runs that differ are an error. It is then run twice under the tracer,
where it must print the same, and switch in the same order both times. An exercise's model solution
must pass every point, and its starting code must not.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from switchpoint.recording.check import check_exercise, check_recording
from switchpoint.recording.run import TIME_LIMIT
from switchpoint.recording.write import orphans, write_recording
from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.exercise import Exercise, find_exercise
from switchpoint.snippets.naming import all_snippets, find_snippet, naming_problems
from switchpoint.snippets.snippet import Snippet


@dataclass(frozen=True)
class Options:
    """What the command line asks for."""

    check: bool = False
    """Compare, and write nothing."""
    jobs: int | None = None
    """How many programs run at a time; ``None`` for one per processor."""
    time_limit: float = TIME_LIMIT


def main(
    root: Path,
    names: Sequence[str] = (),
    options: Options | None = None,
    say: Callable[[str], None] = print,
) -> int:
    """Write or compare recordings, all or by name; return the exit status."""
    options = options or Options()
    try:
        snippets = [find_snippet(root, name) for name in names] or all_snippets(root)
        exercises = [find_exercise(snippet) for snippet in snippets if snippet.is_exercise]
    except SnippetError as error:
        say(str(error))
        return 2
    problems = naming_problems(root)
    written, found = _work_through(snippets, exercises, options)
    problems += found
    if options.check:
        problems += _orphan_problems(root)
    elif not names:
        _remove_orphans(root, say)
    for name in written:
        say(f"recorded {name}")
    for problem in problems:
        say(problem)
    say(f"{len(snippets)} snippets, {len(problems)} problems")
    return 1 if problems else 0


def _work_through(
    snippets: Sequence[Snippet], exercises: Sequence[Exercise], options: Options
) -> tuple[list[str], list[str]]:
    """Record or check all programs; return the names of those written, and the problems."""
    written: list[str] = []
    problems: list[str] = []

    def record(program: Snippet) -> None:
        if options.check:
            check_recording(program, options.time_limit)
        elif write_recording(program, options.time_limit):
            written.append(program.name)

    def finish(work: Future[None]) -> None:
        try:
            work.result()
        except SnippetError as error:
            problems.append(str(error))

    programs = [*snippets, *(exercise.start for exercise in exercises)]
    with ThreadPoolExecutor(options.jobs or os.cpu_count()) as pool:
        for work in [pool.submit(record, program) for program in programs]:
            finish(work)
        for work in [pool.submit(check_exercise, it, options.time_limit) for it in exercises]:
            finish(work)
    return sorted(written), problems


def _orphan_problems(root: Path) -> list[str]:
    return [
        f"{_shown(path, root)}:1: recording of a program that is gone; run: python -m switchpoint"
        " record"
        for path in orphans(root)
    ]


def _remove_orphans(root: Path, say: Callable[[str], None]) -> None:
    for path in orphans(root):
        path.unlink()
        say(f"removed {_shown(path, root)}, whose program is gone")


def _shown(path: Path, root: Path) -> str:
    return f"{root.name}/{path.relative_to(root).as_posix()}"
