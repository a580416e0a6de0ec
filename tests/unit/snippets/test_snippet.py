"""A snippet by its name: source, runtime, recording; and every bad name or recording by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from switchpoint.snippets.snippet import (
    Recording,
    Snippet,
    SnippetError,
    all_snippets,
    find_snippet,
    naming_problems,
)
from tests.small_collection import write_exercise, write_recorded, write_snippet

SITE_SNIPPETS = Path(__file__).parents[3] / "snippets"


@pytest.mark.parametrize(
    ("stdout", "stderr"),
    [
        ("", ""),
        ("one\n", ""),
        ("no newline", ""),
        ("", "no newline"),
        ("a\n\n\n", "b\r\nc\n"),
        ("切换点 🎉\n", "  indented\n"),
        ("\n", "\n"),
    ],
)
def test_recordings_survive_writing_and_reading(stdout: str, stderr: str) -> None:
    recording = Recording(stdout, stderr, 1, "CPython 3.13.0 · gevent 26.9.0", "0" * 64)
    assert Recording.parse(recording.dump()) == recording


@pytest.mark.parametrize("text", ["", "hello\n", "#! switchpoint recording 2\n"])
def test_other_texts_are_no_recordings(text: str) -> None:
    with pytest.raises(ValueError, match="not a switchpoint recording"):
        Recording.parse(text)


def test_same_run_looks_at_what_was_printed_and_the_exit_code_only() -> None:
    one = Recording("a\n", "", 0, "CPython 3.13.0", "0" * 64)
    assert one.same_run(Recording("a\n", "", 0, "CPython 3.14.0", "1" * 64))
    assert not one.same_run(Recording("a", "", 0, "CPython 3.13.0", "0" * 64))
    assert not one.same_run(Recording("a\n", "b", 0, "CPython 3.13.0", "0" * 64))
    assert not one.same_run(Recording("a\n", "", 1, "CPython 3.13.0", "0" * 64))


@pytest.mark.parametrize(
    ("source", "runtime"),
    [
        ("import time", "tab"),
        ("from gevent import monkey", "gevent"),
        ("def f():\n    import greenlet", "gevent"),
        ("import threading, gevent", "native"),
        ("from concurrent.futures import ThreadPoolExecutor", "native"),
        ("import asyncio", "tab"),
        ("import gevent, ssl", "native"),
        ("import requests\nrequests.get(f'https://{1}/')", "native"),
        ("import greenlet\nprint(greenlet.greenlet()._stack_saved)", "native"),
    ],
)
def test_runtime_is_told_from_the_imports(tmp_path: Path, source: str, runtime: str) -> None:
    assert write_snippet(tmp_path, source=f'"""Doc."""\n{source}\n').runtime == runtime


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
