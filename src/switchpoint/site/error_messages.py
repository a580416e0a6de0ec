"""The list of messages that the pages of common errors explain, for a block whose program fails.

It is made from the sections that search covers, which have a title and a place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path

from switchpoint.site.search_index import SECTIONS

FOLDER = "errors/"
NAME = f"{FOLDER}messages.json"

_NO_SIGN = {"module-not-callable", "recursion-error"}
"""Entries about gevent whose messages have other causes in most programs."""

_TITLE = re.compile(r"^<code>(.*)</code>$")
_EXAMPLE = re.compile(
    r"""
    (?P<name>(?<!\w)'(?:save|upper|worker|int)')
    | (?P<value>(?<=,\ got\ )None$)
    | (?P<count>(?<!Errno\ )(?<![\w.])\d+(?:\.\d+)?(?![\w.]))
    | (?P<plural>(?<=sub-exception)(?=\)) | (?<=\d\ second)s$)
    | (?P<module>(?<='gevent\.)_gevent_cgreenlet(?=\.))
    | (?P<rest>… | (?<=<Future\ )pending | (?<=:\ )work(?=>) | (?<=failed\ with\ )\w+$)
    """,
    re.VERBOSE,
)
_ANYTHING = {
    "name": "'[^']*'",
    "value": ".*",
    "count": r"\d+(?:\.\d+)?",
    "plural": "s?",
    "module": r"\w+",
    "rest": ".*",
}
"""What may stand for each kind of example in a title."""
_SPECIAL = re.compile(r"[\\^$.*+?()\[\]{}|/]")


def write(site: Path, prefixes: Iterable[str]) -> None:
    """Write the list of each language, for a site with search and pages of errors."""
    for prefix in ("", *prefixes):
        path = site / prefix / SECTIONS
        if path.is_file() and (site / prefix / FOLDER).is_dir():
            sections = json.loads(path.read_text(encoding="utf-8"))
            text = json.dumps(_messages(sections), ensure_ascii=False, separators=(",", ":"))
            (site / prefix / NAME).write_text(text, encoding="utf-8")


def _messages(sections: Iterable[dict[str, str]]) -> list[list[str]]:
    """Return the pattern and the place of each entry; places are relative to the list."""
    found = []
    for section in sections:
        place, title = section["location"], _TITLE.match(section["title"])
        _, hash_sign, name = place.partition("#")
        if title and hash_sign and place.startswith(FOLDER) and name not in _NO_SIGN:
            found.append([pattern(unescape(title[1])), place.removeprefix(FOLDER)])
    return found


def pattern(message: str) -> str:
    """Return a regular expression of JavaScript for all messages like this one.

    A title names examples of what differs from program to program, and may name a type alone.
    """
    parts, at = [], 0
    for example in _EXAMPLE.finditer(message):
        kind = example.lastgroup or ""
        parts += [_quoted(message[at : example.start()]), _ANYTHING[kind]]
        at = example.end()
    whole = "".join([*parts, _quoted(message[at:])])
    return rf"(?:\w+\.)*{whole}(?:: .*)?" if re.fullmatch(r"\w+", message) else whole


def _quoted(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
