"""Prepare the built site's search index: an index for each language, programs line by line.

The theme loads the index with every page, but only a reader who searches needs the sections in it.
So they are in a file of their own, which search-on-demand.js loads for the first query.

The theme shows of each result the blocks that hold a word of the query: paragraphs, and programs
as a whole. So each line of a program becomes a block of its own.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SEARCH_INDEX = "search/search_index.json"
"""The index that the theme loads: `config` with the place of the sections, and no sections."""
SECTIONS = "search/sections.json"
"""The sections of all pages: a list of objects with `location`, `title` and `text`."""
SITEMAP = "sitemap.xml"

_PROGRAM = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def prepare(site: Path, prefixes: Iterable[str]) -> None:
    """Write the indexes and the sections of the theme's search, for a site with search."""
    path = site / SEARCH_INDEX
    if not path.is_file():
        return
    index = json.loads(path.read_text(encoding="utf-8"))
    for section in index["docs"]:
        section["text"] = _PROGRAM.sub(_lines, section["text"])
    _split_by_language(site, index, prefixes)


def _lines(program: re.Match[str]) -> str:
    """Return a program with each line that is not empty in an element of its own."""
    lines = _TAG.sub("", program[1]).splitlines()
    return "".join(f"<pre>{line}</pre>" for line in lines if line.strip())


def _split_by_language(site: Path, index: dict[str, Any], prefixes: Iterable[str]) -> None:
    """Give each language with a prefix (``en/``) an index of its own; the rest stays at the root.

    The theme looks for the index and the sitemap below the address that ``main.html`` gives each
    page as its base. Therefore the sitemap, which lists all pages, is copied beside each index.
    """
    rest = index["docs"]
    for prefix in prefixes:
        own = [
            page | {"location": page["location"].removeprefix(prefix)}
            for page in rest
            if page["location"].startswith(prefix)
        ]
        rest = [page for page in rest if not page["location"].startswith(prefix)]
        _write_index(site, prefix, index["config"], own)
        shutil.copyfile(site / SITEMAP, site / prefix / SITEMAP)
    _write_index(site, "", index["config"], rest)


def _write_index(site: Path, prefix: str, config: dict[str, Any], sections: list[Any]) -> None:
    """Write the index and the sections of a language; ``config`` names the place from the root."""
    named = config | {"sections": f"{prefix}{SECTIONS}"}
    _write(site / prefix / SEARCH_INDEX, {"config": named, "docs": []})
    _write(site / prefix / SECTIONS, sections)


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
