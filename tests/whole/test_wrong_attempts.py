"""Wrong attempts at exercises: each fails the points that are meant for its mistake, and no other.

An attempt is the starting code or the model solution with one passage replaced.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from switchpoint.recording.run import run_checks
from switchpoint.snippets.exercise import find_exercise
from switchpoint.snippets.naming import find_snippet
from switchpoint.snippets.snippet import Snippet

SNIPPETS = Path(__file__).parents[2] / "snippets"


@dataclass(frozen=True)
class Attempt:
    """A program that a reader might write."""

    exercise: str
    mistake: str
    base: str
    """The file that it is made of: the exercise's name, or ``NAME.start``."""
    old: str
    new: str
    fails: set[str]
    """The names of the checks that it fails."""


ATTEMPTS = [
    Attempt(
        "average",
        "GeneratorExit is no Exception",
        "average",
        "except GeneratorExit:",
        "except Exception:",
        {"check_close", "check_other_exceptions"},
    ),
    Attempt(
        "average",
        "the try encloses the loop",
        "average.start",
        """    while True:
        total += yield result
        count += 1
        result = total / count
""",
        """    try:
        while True:
            total += yield result
            count += 1
            result = total / count
    except Restart:
        total = count = 0
        yield None
    except GeneratorExit:
        return result
""",
        {"check_restart", "check_ends"},
    ),
]


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda it: f"{it.exercise}: {it.mistake}")
def test_a_wrong_attempt_fails_where_it_is_wrong(attempt: Attempt, tmp_path: Path) -> None:
    if attempt.exercise == "average" and sys.version_info < (3, 13):
        pytest.skip("close() returns the generator's value since Python 3.13")
    folder = tmp_path / "exercises"
    folder.mkdir()
    for path in (SNIPPETS / "exercises").glob(f"{attempt.exercise}.*"):
        shutil.copy(path, folder)
    source = (folder / f"{attempt.base}.py").read_text("utf-8")
    assert attempt.old in source
    (folder / "attempt.py").write_text(source.replace(attempt.old, attempt.new), "utf-8")
    exercise = find_exercise(find_snippet(tmp_path, f"exercises/{attempt.exercise}"))
    results = run_checks(exercise, Snippet(tmp_path, "exercises/attempt"), 30)
    failed = {result["name"] for result in results if result["state"] == "failed"}
    assert failed == attempt.fails, results
