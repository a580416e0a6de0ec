"""The two languages in step: of a small site by name, and of this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from switchpoint.pages.parity import parity_problems
from tests.small_collection import site_reader, write_exercise, write_recorded

ROOT = Path(__file__).parents[3]

PAGE = "# Title {#title}\n\n```snippet\nfolder/hello\n```\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_recorded(tmp_path / "snippets")
    for language in ("zh", "en"):
        write_page(tmp_path, language, "page.md", PAGE)
    return tmp_path


def write_page(project: Path, language: str, name: str, text: str) -> None:
    path = project / "docs" / language / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def problems(project: Path) -> list[str]:
    return parity_problems(project / "docs", project / "snippets", site_reader())


def test_this_sites_languages_are_in_step() -> None:
    assert problems(ROOT) == []


def test_a_site_in_step_has_no_problems(project: Path) -> None:
    assert problems(project) == []


def test_a_page_without_counterpart(project: Path) -> None:
    write_page(project, "en", "more/page.md", "# More {#more}\n")
    assert problems(project) == [
        "docs/en/more/page.md:1: has no counterpart; write docs/zh/more/page.md"
    ]


def test_a_heading_without_id(project: Path) -> None:
    for language in ("zh", "en"):
        write_page(project, language, "page.md", PAGE + "\n## More\n")
    assert problems(project) == [
        f"docs/{language}/page.md:7: heading without an id; end it with {{#some-id}}, the same in"
        " both languages"
        for language in ("zh", "en")
    ]


@pytest.mark.parametrize(
    ("english", "problem"),
    [
        (
            PAGE.replace("#title", "#other"),
            "docs/zh/page.md:1: heading '# #title', but docs/en/page.md:1 has '# #other'",
        ),
        (
            PAGE + "\n## More {#more}\n",
            "docs/zh/page.md:1: heading 'nothing', but docs/en/page.md:7 has '## #more'",
        ),
        (
            "# Title {#title}\n",
            "docs/zh/page.md:3: snippet 'folder/hello', but docs/en/page.md:1 has 'nothing'",
        ),
    ],
)
def test_pages_out_of_step(project: Path, english: str, problem: str) -> None:
    write_page(project, "en", "page.md", english)
    assert problems(project) == [f"{problem}; bring the two in step"]


def test_a_snippet_on_no_page(project: Path) -> None:
    write_recorded(project / "snippets", "folder/unused")
    assert problems(project) == [
        "snippets/folder/unused.py:1: used on no page; add a fence to both languages or remove it"
    ]


EXERCISE = PAGE.replace("```snippet", "```{.snippet exercise}")


def test_an_exercise_in_one_language_only(project: Path) -> None:
    write_exercise(project / "snippets")
    write_page(project, "en", "page.md", EXERCISE)
    assert problems(project) == [
        "docs/zh/page.md:3: snippet 'folder/hello', but docs/en/page.md:3 has 'folder/hello, an"
        " exercise'; bring the two in step"
    ]
    write_page(project, "zh", "page.md", EXERCISE)
    assert problems(project) == []


def test_an_exercise_that_no_page_sets(project: Path) -> None:
    write_exercise(project / "snippets")
    assert problems(project) == [
        "snippets/folder/hello.py:1: an exercise that no page sets; write its fence as"
        " ```{.snippet exercise}"
    ]
