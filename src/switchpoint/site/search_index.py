"""Split the built site's search index by language: readers find pages in their own language."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

SEARCH_INDEX = "search/search_index.json"
SITEMAP = "sitemap.xml"


def split_by_language(site: Path, prefixes: Iterable[str]) -> None:
    """Give each language with a prefix (``en/``) an index of its own; the rest stays at the root.

    The theme looks for the index and the sitemap below the address that ``main.html`` gives each
    page as its base. Therefore the sitemap, which lists all pages, is copied beside each index.
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
