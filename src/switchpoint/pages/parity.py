"""Keeps the two languages in step: same pages, same heading ids, same snippets, none unused."""

from __future__ import annotations

import re
from itertools import zip_longest
from pathlib import Path

from switchpoint.pages.fence import Fence, fences_in, outside_fences
from switchpoint.snippets.snippet import all_snippets

LANGUAGES = ("zh", "en")

_HEADING = re.compile(r"^(?P<level>#{1,6}) +(?P<text>.*?)(?: *\{[^}]*#(?P<id>[\w.-]+)[^}]*\})?\s*$")


def parity_problems(docs: Path, snippets: Path) -> list[str]:
    """Return one line, with file, line and cure, for each place where the languages differ."""
    pages = {
        language: {path.relative_to(docs / language) for path in (docs / language).rglob("*.md")}
        for language in LANGUAGES
    }
    problems = []
    for page in sorted(pages["zh"] | pages["en"]):
        missing = [language for language in LANGUAGES if page not in pages[language]]
        if missing:
            other = "en" if missing == ["zh"] else "zh"
            problems.append(
                f"{docs.name}/{other}/{page.as_posix()}:1: has no counterpart; write"
                f" {docs.name}/{missing[0]}/{page.as_posix()}"
            )
        else:
            problems += _page_problems(docs, page)
    fences = [fence for language in LANGUAGES for fence in _fences(docs / language)]
    used = {fence.name for fence in fences}
    set_as_exercise = {fence.name for fence in fences if fence.is_exercise}
    for snippet in all_snippets(snippets):
        if snippet.name not in used:
            problems.append(
                f"{snippet.shown_path}:1: used on no page; add a fence to both languages or"
                " remove it"
            )
        elif snippet.is_exercise and snippet.name not in set_as_exercise:
            problems.append(
                f"{snippet.shown_path}:1: an exercise that no page sets; write its fence as"
                " ```{.snippet exercise}"
            )
    return problems


def _fences(folder: Path) -> list[Fence]:
    return [
        fence
        for path in sorted(folder.rglob("*.md"))
        for fence in fences_in(path.read_text(encoding="utf-8"))
    ]


def _page_problems(docs: Path, page: Path) -> list[str]:
    texts = {language: (docs / language / page).read_text("utf-8") for language in LANGUAGES}
    shown = {language: f"{docs.name}/{language}/{page.as_posix()}" for language in LANGUAGES}
    problems = [
        f"{shown[language]}:{line}: heading without an id; end it with {{#some-id}}, the same in"
        " both languages"
        for language in LANGUAGES
        for line, _, anchor in headings(texts[language])
        if not anchor
    ]
    kinds = {
        "heading": [
            [(line, f"{level} #{anchor}") for line, level, anchor in headings(texts[language])]
            for language in LANGUAGES
        ],
        "snippet": [
            [
                (fence.line, fence.name + ", an exercise" * fence.is_exercise)
                for fence in fences_in(texts[language])
            ]
            for language in LANGUAGES
        ],
    }
    for kind, (zh, en) in kinds.items():
        for one, other in zip_longest(zh, en, fillvalue=(1, "nothing")):
            if one[1] != other[1]:
                problems.append(
                    f"{shown['zh']}:{one[0]}: {kind} '{one[1]}', but {shown['en']}:{other[0]} has"
                    f" '{other[1]}'; bring the two in step"
                )
                break
    return problems


def headings(markdown: str) -> list[tuple[int, str, str]]:
    """Return (line, hashes, id) of each heading; the id is empty where none is written."""
    found = []
    for line, text in outside_fences(markdown):
        if match := _HEADING.match(text):
            found.append((line, match["level"], match["id"] or ""))
    return found
