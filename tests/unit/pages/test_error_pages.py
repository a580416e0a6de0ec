"""The pages of common errors: the index names every entry, and every entry ends with advice."""

from __future__ import annotations

import re

import pytest

from tests.error_pages import DOCS, FAMILIES, entries

ADVICE = {"zh": "**预防：**", "en": "**To prevent it:** "}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_index_lists_every_entry_under_its_heading(language: str) -> None:
    text = (DOCS / language / "errors/index.md").read_text("utf-8")
    listed = re.findall(
        r"^- \[(.+)\]\((\w+\.md#[\w-]+)\)$", text[text.index("{#generators}") :], re.M
    )
    wanted = [(entry.heading, f"{entry.family}.md#{entry.id}") for entry in entries(language)]
    assert listed == wanted
    assert len(wanted) >= 66


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("family", FAMILIES)
def test_every_entry_says_once_how_to_prevent_it(language: str, family: str) -> None:
    text = (DOCS / language / f"errors/{family}.md").read_text("utf-8")
    _, *sections = text.split("\n## ")
    for section in sections:
        assert section.count(ADVICE[language]) == 1, section
