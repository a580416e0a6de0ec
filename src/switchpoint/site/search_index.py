"""Parts the built site's search index by language; a reader finds pages they can read."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

SEARCH_INDEX = "search/search_index.json"
SITEMAP = "sitemap.xml"


def part_search_index(site: Path, prefixes: Iterable[str]) -> None:
    """Give each language below a prefix (``en/``) an index of its own, and leave the rest.

    The theme looks for index and sitemap at the base that main.html names for each page, so the
    sitemap, which lists all pages, is copied beside each index.
    """
    index_path = site / SEARCH_INDEX
    if not index_path.is_file():
        return
    index = json.loads(index_path.read_text(encoding="utf-8"))
    rest = index["docs"]
    for prefix in prefixes:
        own = [
            page | {"location": page["location"].removeprefix(prefix)}
            for page in rest
            if page["location"].startswith(prefix)
        ]
        rest = [page for page in rest if not page["location"].startswith(prefix)]
        _write(site / prefix / SEARCH_INDEX, index | {"docs": own})
        shutil.copyfile(site / SITEMAP, site / prefix / SITEMAP)
    _write(index_path, index | {"docs": rest})


def _write(path: Path, index: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
