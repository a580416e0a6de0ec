"""Keep the two languages in step: same pages, heading ids, snippets and measured values.

No snippet may be unused.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from switchpoint.pages.reader import Contents, PlacedFence, Reader
from switchpoint.snippets.naming import all_snippets

LANGUAGES = ("zh", "en")


def parity_problems(docs: Path, snippets: Path, reader: Reader) -> list[str]:
    """Return one line, with file, line and cure, for each place where the languages differ."""
    pages = {language: _pages(docs / language, reader) for language in LANGUAGES}
    problems = []
    for name in sorted(pages["zh"] | pages["en"]):
        missing = [language for language in LANGUAGES if name not in pages[language]]
        if missing:
            other = "en" if missing == ["zh"] else "zh"
            problems.append(
                f"{docs.name}/{other}/{name}:1: has no counterpart; write"
                f" {docs.name}/{missing[0]}/{name}"
            )
        else:
            zh, en = pages["zh"][name], pages["en"][name]
            problems += _page_problems(f"{docs.name}/zh/{name}", zh, f"{docs.name}/en/{name}", en)
    contents = [*pages["zh"].values(), *pages["en"].values()]
    return problems + _unused(snippets, [fence for page in contents for fence in page.fences])


def _pages(folder: Path, reader: Reader) -> dict[str, Contents]:
    """Return the contents of each page below a folder, by its path from there."""
    return {
        path.relative_to(folder).as_posix(): reader.read(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.md"))
    }


def _unused(root: Path, placed: Sequence[PlacedFence]) -> list[str]:
    """Return a line for each snippet that no page shows, and for each exercise that none sets."""
    shown = {it.fence.name for it in placed}
    set_as_exercise = {it.fence.name for it in placed if it.fence.is_exercise}
    problems = []
    for snippet in all_snippets(root):
        if snippet.name not in shown:
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


def _page_problems(zh_path: str, zh: Contents, en_path: str, en: Contents) -> list[str]:
    problems = [
        f"{path}:{heading.line}: heading without an id; end it with {{#some-id}}, the same in both"
        " languages"
        for path, contents in ((zh_path, zh), (en_path, en))
        for heading in contents.headings
        if not heading.id
    ]
    for kind, items in (
        ("heading", _headings),
        ("snippet", _snippets),
        ("measured value", _measured),
    ):
        for one, other in zip_longest(items(zh), items(en), fillvalue=(1, "nothing")):
            if one[1] != other[1]:
                problems.append(
                    f"{zh_path}:{one[0]}: {kind} '{one[1]}', but {en_path}:{other[0]} has"
                    f" '{other[1]}'; bring the two in step"
                )
                break
    return problems


def _headings(contents: Contents) -> list[tuple[int, str]]:
    """Return the line of each heading, and what must be the same in both languages."""
    return [(it.line, f"{'#' * it.level} #{it.id}") for it in contents.headings]


def _snippets(contents: Contents) -> list[tuple[int, str]]:
    """Return the line of each fence, and what must be the same in both languages."""
    return [
        (it.line, it.fence.name + ", an exercise" * it.fence.is_exercise) for it in contents.fences
    ]


def _measured(contents: Contents) -> list[tuple[int, str]]:
    """Return the line of each measured value; sentences may name them in another order."""
    return sorted(contents.measured, key=lambda it: it[1])
