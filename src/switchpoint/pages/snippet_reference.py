"""Write the Markdown of the reference page: the snippets' modules, and the pages that show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from switchpoint.pages.reader import Contents
from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.words import Language, words

MARKER = "<!-- snippet-modules -->"
"""What a page has in the place of the list."""


@dataclass(frozen=True)
class Use:
    """A page that shows a snippet: its title, and its address as Markdown links it."""

    title: str
    link: str


def uses(pages: Mapping[str, Contents]) -> dict[str, list[Use]]:
    """Return the pages that show each snippet, by its name; ``pages`` has their addresses."""
    found: dict[str, list[Use]] = {}
    for link, page in pages.items():
        for placed in page.fences:
            found.setdefault(placed.fence.name, []).append(Use(page.title or link, link))
    return found


def modules(
    snippets: Sequence[Snippet], used: Mapping[str, Sequence[Use]], language: Language
) -> str:
    """Return the page's Markdown: folder by folder, each module by mkdocstrings, with its uses."""
    parts = []
    for folder, members in groupby(snippets, key=lambda snippet: snippet.name.partition("/")[0]):
        parts.append(f"## {folder} {{#{folder}}}\n")
        parts += [_module(snippet, used.get(snippet.name, ()), language) for snippet in members]
    return "\n".join(parts)


def _module(snippet: Snippet, uses: Sequence[Use], language: Language) -> str:
    say = words(language, "reference")
    links = say["comma"].join(
        f"[{use.title}]({use.link}#{snippet.html_id})" for use in dict.fromkeys(uses)
    )
    source = "\n".join(f"    {line}".rstrip() for line in snippet.source.splitlines())
    return (
        f"::: {snippet.module}\n\n"
        f"{say['used_on']}{links}\n\n"
        f'??? quote "{say["source"]} · `snippets/{snippet.name}.py`"\n\n'
        f"    ```python\n{source}\n    ```\n"
    )
