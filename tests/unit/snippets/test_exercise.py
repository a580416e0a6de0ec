"""An exercise: its points, and what its author is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.exercise import Point, find_exercise
from switchpoint.snippets.naming import all_snippets
from switchpoint.snippets.snippet import Snippet
from tests.small_collection import CHECKS, write_exercise, write_recorded

SITE_SNIPPETS = Path(__file__).parents[3] / "snippets"


def test_points_are_told_in_both_languages_and_in_order(tmp_path: Path) -> None:
    assert find_exercise(write_exercise(tmp_path)).points == [
        Point("check_greeting", {"zh": "打印 hello & <world>", "en": "It prints hello & <world>"}),
        Point("check_end", {"zh": "正常结束", "en": "It ends"}),
    ]


@pytest.mark.parametrize(
    ("checks", "message"),
    [
        (CHECKS.replace("en: It ends", ""), r":9: check_end does not say its .* line 'en: …'$"),
        (CHECKS.replace("zh: 正常结束", "zh:"), r":9: check_end does not .* line 'zh: …'$"),
        (CHECKS.replace("assert run.exit", "run.exit"), r":9: check_end cannot fail; assert"),
        ("", r":1: tests nothing; write a function check_…\(run\)$"),
        ("def helper(run):\n    assert 1\n", ":1: tests nothing"),
        ("def check_(:\n", ":1: invalid syntax"),
    ],
)
def test_checks_that_would_tell_a_reader_nothing(tmp_path: Path, checks: str, message: str) -> None:
    snippet = write_exercise(tmp_path / "snippets", checks=checks)
    with pytest.raises(SnippetError, match=r"^snippets/folder/hello\.checks\.py" + message):
        _ = find_exercise(snippet).points


def test_a_plain_snippet_is_no_exercise(tmp_path: Path) -> None:
    message = r"^snippets/folder/hello\.py:1: no exercise; write hello\.start\.py and hello\.checks"
    with pytest.raises(SnippetError, match=message):
        find_exercise(write_recorded(tmp_path / "snippets"))


def test_an_exercise_must_run_in_a_tab(tmp_path: Path) -> None:
    start = '"""Doc."""\nimport threading\n'
    with pytest.raises(SnippetError, match="an exercise must run in a tab, which has no threads"):
        find_exercise(write_exercise(tmp_path, start=start))


@pytest.mark.parametrize(
    "name", [snippet.name for snippet in all_snippets(SITE_SNIPPETS) if snippet.is_exercise]
)
def test_the_sites_exercises_say_their_points(name: str) -> None:
    found = find_exercise(Snippet(SITE_SNIPPETS, name))
    assert len(found.points) >= 2
    assert all(len(text) <= 72 for point in found.points for text in point.what.values())
