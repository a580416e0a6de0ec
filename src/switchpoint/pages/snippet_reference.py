"""Snippet modules -> the Markdown of their reference page, linked back to the pages. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.words import Language, words

MARKER = "<!-- snippet-modules -->"
"""Stands on a page where the modules are to be listed."""


@dataclass(frozen=True)
class Use:
    """A page that shows a snippet: its title, and its address as Markdown links it."""

    title: str
    link: str


def modules(
    snippets: Sequence[Snippet], uses: Mapping[str, Sequence[Use]], language: Language
) -> str:
    """Return the page's Markdown: folder by folder, each module by mkdocstrings, with its uses."""
    parts = []
    for folder, members in groupby(snippets, key=lambda snippet: snippet.name.partition("/")[0]):
        parts.append(f"## {folder} {{#{folder}}}\n")
        parts += [_module(snippet, uses.get(snippet.name, ()), language) for snippet in members]
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
