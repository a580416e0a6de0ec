"""The search index: split by language, programs line by line."""

from __future__ import annotations

import json
from pathlib import Path

from switchpoint.site.search_index import prepare


def write_index(site: Path, texts: dict[str, str]) -> None:
    docs = [{"location": place, "title": place, "text": text} for place, text in texts.items()]
    index = {"config": {"separator": " "}, "docs": docs}
    (site / "search").mkdir()
    (site / "search/search_index.json").write_text(json.dumps(index))
    (site / "sitemap.xml").write_text("<urlset/>")


def sections(folder: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((folder / "search/sections.json").read_text("utf-8"))
    return found


def test_each_language_gets_its_own_pages(tmp_path: Path) -> None:
    write_index(tmp_path, dict.fromkeys(("", "a/#b", "en/", "en/a/#b", "enter/"), ""))
    prepare(tmp_path, ["en/"])

    def locations(folder: Path) -> list[str]:
        index = json.loads((folder / "search/search_index.json").read_text("utf-8"))
        assert index["docs"] == [], "every page loads the index"
        assert index["config"]["separator"] == " "
        assert tmp_path / index["config"]["sections"] == folder / "search/sections.json"
        return [page["location"] for page in sections(folder)]

    assert locations(tmp_path) == ["", "a/#b", "enter/"]
    assert locations(tmp_path / "en") == ["", "a/#b"]
    assert (tmp_path / "en/sitemap.xml").read_text() == "<urlset/>"


def test_a_site_without_search_is_left_alone(tmp_path: Path) -> None:
    prepare(tmp_path, ["en/"])
    assert list(tmp_path.iterdir()) == []


def test_each_line_of_a_program_is_an_element_so_that_a_result_shows_only_those_found(
    tmp_path: Path,
) -> None:
    program = "<p>Run:</p><pre><code>def f():\n    yield &lt;1\n\nf()\n</code></pre> so"
    write_index(tmp_path, {"": program})
    prepare(tmp_path, [])
    (section,) = sections(tmp_path)
    assert section["text"] == (
        "<p>Run:</p><pre>def f():</pre><pre>    yield &lt;1</pre><pre>f()</pre> so"
    )
