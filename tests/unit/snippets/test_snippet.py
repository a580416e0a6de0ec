"""A snippet: its files, its caption, and the errors that name a bad recording."""

from __future__ import annotations

from pathlib import Path

import pytest

from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.naming import all_snippets, find_snippet
from switchpoint.snippets.snippet import Snippet
from tests.small_collection import write_exercise, write_recorded, write_snippet

SITE_SNIPPETS = Path(__file__).parents[3] / "snippets"


def test_caption_is_the_docstrings_first_line(tmp_path: Path) -> None:
    assert write_snippet(tmp_path, source='"""One.\n\nTwo."""\n').caption == "One."


def test_a_snippet_without_docstring_is_named(tmp_path: Path) -> None:
    snippet = write_snippet(tmp_path / "snippets", source="x = 1\n")
    with pytest.raises(SnippetError, match=r"^snippets/folder/hello\.py:1: no docstring; add one"):
        _ = snippet.caption


def test_a_snippet_that_does_not_parse_is_named_with_its_line(tmp_path: Path) -> None:
    snippet = write_snippet(tmp_path / "snippets", source='"""Doc."""\nx = = 1\n')
    with pytest.raises(SnippetError, match=r"^snippets/folder/hello\.py:2: invalid syntax"):
        _ = snippet.caption


def test_recording_of_the_very_source(tmp_path: Path) -> None:
    assert write_recorded(tmp_path).recording().stdout == "hello\n"


def test_a_missing_recording_is_named_with_its_cure(tmp_path: Path) -> None:
    with pytest.raises(SnippetError) as caught:
        write_snippet(tmp_path / "snippets").recording()
    assert str(caught.value) == (
        "snippets/folder/hello.py:1: not recorded yet;"
        " run: python -m switchpoint record folder/hello"
    )


def test_a_stale_recording_is_named_with_its_cure(tmp_path: Path) -> None:
    snippet = write_recorded(tmp_path / "snippets")
    snippet.path.write_text(snippet.source + "# changed\n")
    with pytest.raises(SnippetError) as caught:
        snippet.recording()
    assert str(caught.value) == (
        "snippets/folder/hello.py:1: changed since it was recorded;"
        " run: python -m switchpoint record folder/hello"
    )


def test_a_spoilt_recording_is_named_with_its_cure(tmp_path: Path) -> None:
    snippet = write_recorded(tmp_path / "snippets")
    snippet.recording_path.write_text("hello\n")
    with pytest.raises(SnippetError, match=r"^snippets/folder/hello\.out:1: not a .*; run: python"):
        snippet.recording()


def test_an_exercise_is_one_snippet_of_three_files(tmp_path: Path) -> None:
    write_snippet(tmp_path, "folder/plain")
    snippet = write_exercise(tmp_path)
    assert [found.name for found in all_snippets(tmp_path)] == ["folder/hello", "folder/plain"]
    assert snippet.is_exercise
    assert not find_snippet(tmp_path, "folder/plain").is_exercise
    assert snippet.start.path.name == "hello.start.py"
    assert snippet.start.recording_path.name == "hello.start.out"
    assert snippet.start.trace_path.name == "hello.start.trace.json"
    assert snippet.start.html_id == "snippet-folder-hello-start"
    assert snippet.checks_path.name == "hello.checks.py"


def test_starting_code_is_recorded_by_the_exercises_name(tmp_path: Path) -> None:
    start = write_exercise(tmp_path / "snippets").start
    start.path.write_text("# changed\n")
    with pytest.raises(SnippetError, match=r"start\.py:1: changed .* record folder/hello$"):
        start.recording()


def test_html_id_and_module() -> None:
    snippet = Snippet(Path("snippets"), "generators/interleave")
    assert snippet.html_id == "snippet-generators-interleave"
    assert snippet.module == "generators.interleave"


PROGRAMS = [
    program
    for snippet in all_snippets(SITE_SNIPPETS)
    for program in ([snippet, snippet.start] if snippet.is_exercise else [snippet])
]


@pytest.mark.parametrize("snippet", PROGRAMS, ids=lambda found: found.name)
def test_the_sites_snippets_are_short_enough_to_read(snippet: Snippet) -> None:
    lines = snippet.source.splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 72
    assert snippet.caption.endswith((".", "?", "!"))
