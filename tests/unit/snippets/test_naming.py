"""Names of snippets: those that are found, and those that are refused with a cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.naming import all_snippets, find_snippet, naming_problems
from tests.small_collection import write_exercise, write_snippet


def test_all_snippets_in_order(tmp_path: Path) -> None:
    for name in ("b/two", "a/two", "a/one"):
        write_snippet(tmp_path, name)
    (tmp_path / "a" / "data.txt").write_text("")
    assert [snippet.name for snippet in all_snippets(tmp_path)] == ["a/one", "a/two", "b/two"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("folder/helo", "there is no snippet 'folder/helo'; did you mean 'folder/hello'?"),
        ("x/y", "there is no snippet 'x/y'; create snippets/x/y.py"),
        (
            "hello",
            "'hello' is no snippet name; write FOLDER/NAME, as in generators/interleave",
        ),
        (
            "../folder/hello",
            "'../folder/hello' is no snippet name; write FOLDER/NAME, as in generators/interleave",
        ),
        ("", "'' is no snippet name; write FOLDER/NAME, as in generators/interleave"),
        (
            "a/b\n\nc",
            r"'a/b\n\nc' is no snippet name; write FOLDER/NAME, as in generators/interleave",
        ),
    ],
)
def test_names_that_name_nothing(tmp_path: Path, name: str, message: str) -> None:
    write_snippet(tmp_path / "snippets")
    with pytest.raises(SnippetError) as caught:
        find_snippet(tmp_path / "snippets", name)
    assert str(caught.value) == message


def test_names_that_would_break_programs(tmp_path: Path) -> None:
    root = tmp_path / "snippets"
    for name in ("gevent/fine", "json/fine", "folder/queue", "folder/Upper", "folder/fine"):
        write_snippet(root, name)
    assert naming_problems(root) == [
        "snippets/folder/Upper.py:1: snippet names are lower_case words; rename the file",
        "snippets/folder/queue.py:1: named like the standard library's 'queue', which it would"
        " hide from its neighbours; rename the file",
        "snippets/gevent:1: a folder named like the importable package 'gevent' hides it;"
        " rename the folder",
        "snippets/json:1: a folder named like the importable package 'json' hides it;"
        " rename the folder",
    ]


def test_parts_of_an_exercise_that_stand_alone(tmp_path: Path) -> None:
    root = tmp_path / "snippets"
    write_exercise(root, "a/whole")
    write_exercise(root, "a/no_start").start.path.unlink()
    write_exercise(root, "a/no_checks").checks_path.unlink()
    write_exercise(root, "a/no_solution").path.unlink()
    (root / "a/other.kind.py").write_text("")
    cure = "or remove the file"
    assert naming_problems(root) == [
        f"snippets/a/no_checks.start.py:1: an exercise without its checks; write"
        f" no_checks.checks.py, {cure}",
        f"snippets/a/no_solution.checks.py:1: an exercise without its model solution; write"
        f" no_solution.py, {cure}",
        f"snippets/a/no_solution.start.py:1: an exercise without its model solution; write"
        f" no_solution.py, {cure}",
        f"snippets/a/no_start.checks.py:1: an exercise without its starting code; write"
        f" no_start.start.py, {cure}",
        "snippets/a/other.kind.py:1: snippet names are lower_case words; rename the file",
    ]
