"""Tries a program as an attempt at one of the site's exercises."""

from __future__ import annotations

from pathlib import Path

from switchpoint.snippets.exercise import Exercise, find_exercise
from switchpoint.snippets.snippet import Snippet
from tests.small_collection import ROOT
from tests.unit.tab.running import run_in_session


def exercise(name: str) -> Exercise:
    """Return the site's exercise of this name."""
    return find_exercise(Snippet(ROOT / "snippets", f"exercises/{name}"))


def failed_points(tried: Exercise, source: str, folder: Path) -> list[str]:
    """Return the names of the points that a program does not pass."""
    results = run_in_session(source, folder, tried.checks)["points"]
    assert [result["name"] for result in results] == [point.name for point in tried.points]
    return [result["name"] for result in results if result["state"] != "passed"]
