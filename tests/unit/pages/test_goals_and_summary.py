"""Every page to learn from says first what its reader will be able to say, and last what it said.

!!! goals "After this page"

    - ...

!!! summary "Summary"

    Three sentences.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[3] / "docs"

FIRST = {"zh": '!!! goals "读完这一页"', "en": '!!! goals "After this page"'}
LAST = {"zh": '!!! summary "小结"', "en": '!!! summary "Summary"'}

_SENTENCE_END = re.compile(r"[。？！]|[.?!](?=\s|$)")


def pages() -> list[str]:
    return sorted(
        path.relative_to(DOCS).as_posix()
        for folder in ("article", "course")
        for path in DOCS.glob(f"*/{folder}/*.md")
    )


def blocks(text: str) -> list[str]:
    """Return what stands on a page below its title: paragraphs with all that is indented there."""
    below = text.partition("\n# ")[2].partition("\n")[2]
    return [block.strip() for block in re.split(r"\n+(?=\S)", below.strip())]


def sentences(block: str) -> int:
    return len(_SENTENCE_END.findall(block.partition("\n")[2]))


@pytest.mark.parametrize("page", pages())
def test_a_page_begins_with_its_goals_and_ends_with_its_summary(page: str) -> None:
    language = page.partition("/")[0]
    first, second, *_, last = blocks((DOCS / page).read_text("utf-8"))
    goals = first if first.startswith("!!!") else second  # a paragraph may open the page
    assert goals.startswith(FIRST[language] + "\n"), goals
    assert last.startswith(LAST[language] + "\n"), last
    assert "- " in goals, "goals are a list"
    assert sentences(last) == 3, last
