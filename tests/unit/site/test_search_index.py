"""The search index, split by language."""

from __future__ import annotations

import json
from pathlib import Path

from switchpoint.site.search_index import split_by_language


def test_each_language_gets_its_own_pages(tmp_path: Path) -> None:
    docs = [
        {"location": place, "title": place} for place in ("", "a/#b", "en/", "en/a/#b", "enter/")
    ]
    (tmp_path / "search").mkdir()
    (tmp_path / "search/search_index.json").write_text(json.dumps({"config": {}, "docs": docs}))
    (tmp_path / "sitemap.xml").write_text("<urlset/>")
    split_by_language(tmp_path, ["en/"])

    def locations(folder: Path) -> list[str]:
        index = json.loads((folder / "search/search_index.json").read_text("utf-8"))
        assert index["config"] == {}
        return [page["location"] for page in index["docs"]]

    assert locations(tmp_path) == ["", "a/#b", "enter/"]
    assert locations(tmp_path / "en") == ["", "a/#b"]
    assert (tmp_path / "en/sitemap.xml").read_text() == "<urlset/>"


def test_a_site_without_search_is_left_alone(tmp_path: Path) -> None:
    split_by_language(tmp_path, ["en/"])
    assert list(tmp_path.iterdir()) == []
