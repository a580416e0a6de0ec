"""Read the known differences between CPython and the tab.

``SECTION.toml`` holds the differences of one section, in the order of the page:

    [[difference]]
    id = "threads"                # of the entry on the page
    zh = ["名称", "原因和办法"]    # its name, and its text: why it differs, what to do instead
    en = ["Name", "Reason, and what to do instead"]
    program = "…"                 # prints one thing with CPython and another in the tab
    upstream = ["…"]              # upstream's tests that fail in the tab because of it
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
PRINTED = FOLDER / "printed.json"
"""The id of each difference -> what its program printed with CPython, and what in the tab."""


@dataclass(frozen=True)
class Difference:
    """One entry of the list."""

    section: str
    id: str
    zh: tuple[str, str]
    """The name and the text."""
    en: tuple[str, str]
    program: str
    upstream: tuple[str, ...] = ()
    """The names of upstream's tests that fail because of it."""

    @property
    def with_gevent(self) -> bool:
        """Whether the program imports gevent or greenlet, which bring sockets to the tab."""
        return re.search(r"^(from|import) (gevent|greenlet)\b", self.program, re.M) is not None


@cache
def differences() -> tuple[Difference, ...]:
    """Return all of them, section by section."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for entry in tomllib.loads(path.read_text("utf-8"))["difference"]:
            found.append(
                Difference(
                    section=path.stem,
                    id=entry["id"],
                    zh=tuple(entry["zh"]),
                    en=tuple(entry["en"]),
                    program=entry["program"].strip() + "\n",
                    upstream=tuple(entry.get("upstream", ())),
                )
            )
    return tuple(found)


@cache
def printed() -> dict[str, tuple[str, str]]:
    """Return id -> what the program printed with CPython, and what in the tab."""
    return {name: (it[0], it[1]) for name, it in json.loads(PRINTED.read_text("utf-8")).items()}
