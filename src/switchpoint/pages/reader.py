"""Read what a page holds, its fences and headings, from a rendering by the site's own Markdown.

Markdown decides what is a fence: in lists and quotations, in other fences, in indented code. So
nothing here parses Markdown. The snippet fences are formatted as marks, and those that are found in
the page's HTML are its fences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from markdown import Markdown
from mkdocs.utils.meta import get_data

from switchpoint.pages.fence import Fence, accept_options

_SUPERFENCES = "pymdownx.superfences"

_TICKS = ("```", "~~~")

_MARK = '<p data-switchpoint-fence="{}"></p>'
_MARKED = re.compile(_MARK.format(r"(\d+)"))
_MEASURED = re.compile(r'data-measured="([^"]*)"')
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

_NO_ID = "switchpoint-heading-without-id"
"""The id that a heading gets when none is written."""

_QUOTED = re.compile(r"<pre\b.*?</pre>|<code\b[^>]*>[^\n<]*</code>", re.DOTALL)
_LEFT_AS_TEXT = re.compile(
    r"(?:```|~~~)(?P<open>[^\n<]*\bsnippet\b[^\n<]*)"
    r"|<code>`*(?P<code>(?:\{[^\n<]*)?\.?snippet\b[^\n<]*)\n"
)
"""What Markdown makes of a fence that it cannot read: text with backticks, or a span of code."""


@dataclass(frozen=True)
class Heading:
    """A heading; ``id`` is empty where none is written."""

    line: int
    level: int
    id: str


@dataclass(frozen=True)
class PlacedFence:
    """A snippet fence, and the line of the file where it opens, counted from 1."""

    line: int
    fence: Fence


@dataclass(frozen=True)
class Contents:
    """What a page holds, in the order of its file."""

    title: str
    """The title in its front matter; "" without one."""
    fences: Sequence[PlacedFence]
    headings: Sequence[Heading]
    unread: Sequence[tuple[int, str]]
    """Line and header of each snippet fence that Markdown takes for text."""
    measured: Sequence[tuple[int, str]] = ()
    """Line and name of each measured value, and of each fence with a table of them."""


class Reader:
    """Reads pages with the site's Markdown extensions, each text once."""

    def __init__(self, extensions: Sequence[Any], configs: Mapping[str, Mapping[str, Any]]) -> None:
        """Set up Markdown as MkDocs does, with its ``markdown_extensions`` and ``mdx_configs``."""
        self._found: list[Fence] = []
        self._read: dict[str, Contents] = {}
        snippet = {
            "name": "snippet",
            "class": "snippet",
            "format": self._mark,
            "validator": accept_options,
        }
        measured = {"name": "measured", "class": "measured", "format": _mark_measured}
        own: dict[str, dict[str, Any]] = {
            "toc": {"slugify": lambda text, separator: _NO_ID},
            _SUPERFENCES: {"custom_fences": [snippet, measured]},
        }
        named = [name for name in extensions if isinstance(name, str)]  # not those of plugins
        self._markdown = Markdown(
            extensions=list(dict.fromkeys([*named, "toc", _SUPERFENCES])),
            extension_configs={
                name: {**configs.get(name, {}), **own.get(name, {})} for name in {*configs, *own}
            },
        )

    def read(self, text: str) -> Contents:
        """Return what the text of a page's file holds."""
        if text not in self._read:
            self._read[text] = self._contents(text)
        return self._read[text]

    def _mark(
        self, source: str, language: str, css: str, options: dict[str, Any], md: Any, **kwargs: Any
    ) -> str:
        """Remember a fence and mark its place (superfences' formatter)."""
        self._found.append(Fence(source.strip(), options["header"]))
        return _MARK.format(len(self._found) - 1)

    def _contents(self, text: str) -> Contents:
        self._found.clear()
        body, meta = get_data(text)
        html = _COMMENT.sub("", self._markdown.reset().convert(body))
        tokens: list[dict[str, Any]] = getattr(self._markdown, "toc_tokens")  # noqa: B009 (untyped)
        shown = sorted(map(int, _MARKED.findall(html)))
        return Contents(
            title=str(meta.get("title", "")),
            fences=_placed(text, [self._found[number] for number in shown]),
            headings=_headings(text, tokens),
            unread=_unread(text, html),
            measured=_measured(text, map(unescape, _MEASURED.findall(html))),
        )


class _Search:
    """Finds the lines of one thing after another in a text."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._at = 0

    def next(self, fits: Callable[[str, str], bool]) -> int:
        """Return the number of the next line that fits, or of the last one found if none does.

        ``fits`` gets the line, and the first one below that is not empty, without the marks of
        quotations.
        """
        bare = [line.strip(" >\t") for line in self._lines]
        for index in range(self._at, len(bare)):
            below = next(filter(None, bare[index + 1 :]), "")
            if fits(bare[index], below):
                self._at = index + 1
                break
        return max(self._at, 1)


def _mark_measured(
    source: str, language: str, css: str, options: dict[str, Any], md: Any, **kwargs: Any
) -> str:
    """Mark a fence of measured figures like a measured value (superfences' formatter)."""
    return f'<p data-measured="{escape(source.strip())}"></p>'


def _measured(text: str, names: Iterable[str]) -> list[tuple[int, str]]:
    """Return the line of each name; one line may hold several."""
    lines = text.splitlines()
    found, at = [], 0
    for name in names:
        at = next((line for line in range(at, len(lines)) if name in lines[line]), at)
        found.append((at + 1, name))
    return found


def _placed(text: str, fences: Sequence[Fence]) -> list[PlacedFence]:
    search = _Search(text)

    def line_of(fence: Fence) -> int:
        first = fence.name.partition("\n")[0].rstrip()
        return search.next(
            lambda line, below: (
                line.startswith(_TICKS) and "snippet" in line and (below == first or not first)
            )
        )

    return [PlacedFence(line_of(fence), fence) for fence in fences]


def _headings(text: str, tokens: Sequence[dict[str, Any]]) -> list[Heading]:
    search = _Search(text)

    def heading(token: dict[str, Any]) -> Heading:
        level = int(token["level"])
        if token["id"].startswith(_NO_ID):
            start = "#" * level
            line = search.next(
                lambda line, _: line.startswith(start) and not line.startswith(start + "#")
            )
            return Heading(line, level, "")
        written = re.compile(rf"\{{[^}}]*#{re.escape(token['id'])}(?![\w.-])")
        return Heading(search.next(lambda line, _: bool(written.search(line))), level, token["id"])

    return [heading(token) for token in _flat(tokens)]


def _flat(tokens: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for token in tokens:
        yield token
        yield from _flat(token["children"])


def _unread(text: str, html: str) -> list[tuple[int, str]]:
    matches = _LEFT_AS_TEXT.finditer(_QUOTED.sub("", html))
    headers = [unescape(match["open"] or match["code"]).strip() for match in matches]
    search = _Search(text)

    def line_of(header: str) -> int:
        return search.next(lambda line, _: line.startswith(_TICKS) and header in line)

    return [(line_of(header), header) for header in headers]
