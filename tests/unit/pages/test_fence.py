"""The fence: its options and its name, and the block that Markdown makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import markdown
import pytest
from pymdownx.superfences import SuperFencesException

from switchpoint.pages import fence
from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.snippet import Snippet
from tests.small_collection import write_exercise, write_recorded, write_snippet


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """Set a collection's surroundings; put the old ones back after the test."""
    folder = tmp_path / "snippets"
    write_recorded(folder)
    token = fence.surroundings.set(fence.Surroundings(folder, "en", "ref/"))
    yield folder
    fence.surroundings.reset(token)


def convert(text: str) -> str:
    custom = {
        "name": "snippet",
        "class": "snippet",
        "format": fence.format_snippet,
        "validator": fence.accept_options,
    }
    return markdown.markdown(
        text,
        extensions=["pymdownx.superfences"],
        extension_configs={"pymdownx.superfences": {"custom_fences": [custom]}},
    )


@pytest.mark.parametrize(
    ("value", "lines"),
    [("", set()), ("2", {2}), ("2 4-6", {2, 4, 5, 6}), ("1,3", {1, 3}), ("3-2", set())],
)
def test_lines_to_mark(value: str, lines: set[int]) -> None:
    assert fence.parse_options({"hl_lines": value}) == lines


def test_lines_that_are_none() -> None:
    with pytest.raises(SnippetError, match="hl_lines cannot read 'two'; write lines and ranges"):
        fence.parse_options({"hl_lines": "1 two"})


def test_an_unknown_option_is_named_with_the_known_ones() -> None:
    with pytest.raises(SnippetError, match=r"option 'hl_line'; known: .*hl_lines"):
        fence.parse_options({"hl_line": "1"})


@pytest.mark.parametrize(
    ("options", "name", "message"),
    [
        ({}, "folder/helo", "did you mean 'folder/hello'"),
        ({}, "", "is no snippet name"),
        ({"colour": "red"}, "folder/hello", "unknown fence option 'colour'"),
        ({}, "folder/unrecorded", "not recorded yet"),
        ({}, "folder/silent", "no docstring"),
    ],
)
def test_check_names_what_is_wrong(
    root: Path, options: dict[str, str], name: str, message: str
) -> None:
    write_snippet(root, "folder/unrecorded")
    write_recorded(root, "folder/silent", "print(1)\n", "1\n")
    with pytest.raises(SnippetError, match=message):
        fence.check(fence.Fence(name, options), root)


def test_check_accepts_a_good_fence(root: Path) -> None:
    fence.check(fence.Fence("folder/hello", {"hl_lines": "1"}), root)


def test_markdown_makes_a_block_in_the_pages_language(root: Path) -> None:
    html = convert('before\n\n```{.snippet hl_lines="3"}\nfolder/hello\n```\n\nafter\n')
    assert '<live-snippet id="snippet-folder-hello" name="folder/hello" runtime="tab"' in html
    assert "Recorded by CPython 3.13.0" in html
    assert 'href="ref/#folder.hello"' in html
    assert '<span class="hll">' in html
    assert "<p><live-snippet" not in html


def test_an_output_to_be_predicted_is_folded(root: Path) -> None:
    html = convert("```{.snippet predict}\nfolder/hello\n```\n")
    fold = html.partition('<details data-part="prediction"><summary data-search-exclude>')[2]
    assert fold.startswith('What will it print?</summary><pre data-part="output"')
    assert '</details><div data-part="guess"><label>' in fold
    assert "prediction" not in convert("```snippet\nfolder/hello\n```\n")


def test_an_exercise_cannot_be_predicted(root: Path) -> None:
    with pytest.raises(SnippetError, match="'predict' cannot stand beside 'exercise'"):
        fence.check(fence.Fence("folder/hello", {"exercise": "", "predict": ""}), root)


def test_markdown_makes_an_exercise(root: Path) -> None:
    write_exercise(root)
    html = convert('```{.snippet exercise hl_lines="1"}\nfolder/hello\n```\n')
    assert 'name="folder/hello.start" runtime="tab" state="recorded" data-exit="0" data-ex' in html
    assert '<li data-point="check_end"><span>It ends</span></li>' in html
    assert '<summary>Model solution</summary><live-snippet id="snippet-folder-hello"' in html
    assert html.count('<span class="hll">') == 1
    assert html.count("data-exercise") == 1


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda snippet: snippet.checks_path.unlink(), "no exercise; write hello.start.py and"),
        (lambda snippet: snippet.checks_path.write_text(""), "tests nothing"),
        (
            lambda snippet: snippet.start.path.write_text('"""Doc."""\n'),
            "changed since it was recorded",
        ),
    ],
)
def test_check_names_what_is_wrong_with_an_exercise(
    root: Path, spoil: Callable[[Snippet], object], message: str
) -> None:
    spoil(write_exercise(root))
    fence.check(fence.Fence("folder/hello"), root)
    with pytest.raises(SnippetError, match=message):
        fence.check(fence.Fence("folder/hello", {"exercise": ""}), root)


def test_a_problem_fails_a_plain_conversion(root: Path) -> None:
    with pytest.raises(SuperFencesException, match="there is no snippet 'folder/helo'"):
        convert("```snippet\nfolder/helo\n```\n")


def test_a_problem_is_shown_in_its_place_where_tolerated(root: Path) -> None:
    fence.surroundings.set(fence.Surroundings(root, tolerant=True))
    html = convert("```snippet\nfolder/helo\n```\n")
    assert "snippet-problem" in html
    assert "did you mean" in html
