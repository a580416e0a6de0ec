"""The list of snippet modules for mkdocstrings."""

from __future__ import annotations

from pathlib import Path

import pytest

from switchpoint.pages.fence import Fence
from switchpoint.pages.reader import Contents, PlacedFence
from switchpoint.pages.snippet_reference import Use, modules, uses
from switchpoint.tracing.words import Language
from tests.small_collection import write_recorded


@pytest.mark.parametrize(
    ("language", "used", "source"),
    [("zh", "用在：", "源码"), ("en", "Used on: ", "Source")],
)
def test_modules_by_folder_with_source_and_uses(
    tmp_path: Path, language: Language, used: str, source: str
) -> None:
    root = tmp_path / "snippets"
    snippets = [write_recorded(root, name) for name in ("a/one", "a/two", "b/one")]
    use = Use("Page", "../page.md")
    text = modules(snippets, {"a/one": [use, use], "b/one": [use]}, language)
    assert [line for line in text.splitlines() if line.startswith(("## ", ":::"))] == [
        "## a {#a}",
        "::: a.one",
        "::: a.two",
        "## b {#b}",
        "::: b.one",
    ]
    assert text.count(f"{used}[Page](../page.md#snippet-a-one)\n") == 1
    assert text.count(f'??? quote "{source} · `snippets/a/one.py`"') == 1
    assert '    print("hello")\n' in text


def test_uses_are_pages_with_their_titles() -> None:
    fences = [PlacedFence(3, Fence("a/one")), PlacedFence(9, Fence("a/two"))]
    pages = {
        "../page.md": Contents("Page", fences, (), ()),
        "../more/index.md": Contents("", fences[:1], (), ()),
    }
    assert uses(pages) == {
        "a/one": [Use("Page", "../page.md"), Use("../more/index.md", "../more/index.md")],
        "a/two": [Use("Page", "../page.md")],
    }
