"""The entries of the pages of common errors, read from their Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"

FAMILIES = ("generators", "async", "greenlets", "patching", "servers")

_HEADING = re.compile(r"^###? (?P<heading>.+) \{#(?P<id>[\w-]+)\}$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """One error: the page it is on, its id there, and its heading as Markdown."""

    family: str
    id: str
    heading: str

    @property
    def message(self) -> str | None:
        """The message, or ``None`` for an error without one, which is named after its symptom."""
        return self.heading.strip("`") if self.heading.startswith("`") else None


def entries(language: str) -> list[Entry]:
    """Return all entries of a language, in the order of the pages."""
    found = []
    for family in FAMILIES:
        text = (DOCS / language / f"errors/{family}.md").read_text("utf-8")
        found += [Entry(family, match["id"], match["heading"]) for match in _HEADING.finditer(text)]
    return found
