"""Markdown fence -> block; all that the Markdown engine knows of us.

Registered in mkdocs.yml through pymdownx.superfences' ``custom_fences``:

    - name: snippet
      class: snippet
      format: !!python/name:switchpoint.pages.fence.format_snippet
      validator: !!python/name:switchpoint.pages.fence.accept_options
    - name: playground
      class: playground
      format: !!python/name:switchpoint.pages.fence.format_playground
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pymdownx.superfences import SuperFencesException

from switchpoint.pages import block, playground
from switchpoint.snippets import exercise
from switchpoint.snippets.snippet import SnippetError, all_snippets, find_snippet
from switchpoint.tracing.words import Language

OPTIONS = frozenset({"exercise", "frames", "hl_lines", "open-timeline"})
"""What may stand on the fence's header: ``hl_lines="2 4-6"``, and without a value the others."""


@dataclass(frozen=True)
class Surroundings:
    """What a block needs to know of the page it stands on."""

    root: Path = Path("snippets")
    language: Language = "zh"
    reference: str = ""
    """Address of the page that lists the snippets' modules, as seen from this page."""
    playground: str = ""
    """Address of the playground in the page's language, as seen from this page."""
    programs: str = ""
    """Address of the folder with the programs themselves."""
    tolerant: bool = False
    """Show a problem in its place and go on; whoever sets this reports the problem."""


surroundings: ContextVar[Surroundings] = ContextVar("surroundings", default=Surroundings())  # noqa: B039 (frozen)


@dataclass(frozen=True)
class Fence:
    """One snippet fence as it stands in a Markdown file; ``line`` counts from 1."""

    line: int
    header: str
    name: str
    braced: bool = True
    """Whether the header stands in braces, where alone an option may go without a value."""

    @property
    def options(self) -> dict[str, str]:
        """The options on the header with their values."""
        return {
            match["key"]: next((match[v] for v in ("v1", "v2", "v3") if match[v] is not None), "")
            for match in _OPTION.finditer(self.header)
        }

    @property
    def is_exercise(self) -> bool:
        """Whether readers are to solve it."""
        return "exercise" in self.options


_OPEN = re.compile(r"^(?P<indent>[ \t]*)(?P<ticks>`{3,}|~{3,})\s*(?P<header>.*?)\s*$")
_SNIPPET = re.compile(r"\{?\s*\.?snippet\b(?P<rest>[^}]*)\}?")
_OPTION = re.compile(r"""(?P<key>[^\s=]+)(?:=(?:"(?P<v1>[^"]*)"|'(?P<v2>[^']*)'|(?P<v3>\S*)))?""")


def fences_in(markdown: str) -> Iterator[Fence]:
    """Yield the snippet fences of a text in order, skipping those quoted in other fences."""
    lines = enumerate(markdown.splitlines(), start=1)
    for number, line in lines:
        opening = _OPEN.match(line)
        if not opening:
            continue
        body = []
        for _, inner in lines:
            if inner.strip().startswith(opening["ticks"]) and not inner.strip().strip("`~"):
                break
            body.append(inner.strip())
        if snippet := _SNIPPET.fullmatch(opening["header"]):
            braced = opening["header"].startswith("{")
            yield Fence(number, snippet["rest"].strip(), "\n".join(body).strip(), braced)


def outside_fences(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, line) of a text's prose, without the contents of fences."""
    closing = ""
    for number, line in enumerate(markdown.splitlines(), start=1):
        opening = _OPEN.match(line)
        if closing:
            if line.strip().startswith(closing) and not line.strip().strip("`~"):
                closing = ""
        elif opening:
            closing = opening["ticks"]
        else:
            yield number, line


def check(fence: Fence, root: Path) -> None:
    """Raise ``SnippetError`` when the fence cannot become a block."""
    options = fence.options
    parse_options(options)
    if not fence.braced and any(
        option not in fence.header for option in (f"{o}=" for o in options)
    ):
        raise SnippetError(
            "an option without a value stands in braces: write ```{.snippet " + fence.header + "}"
        )
    snippet = find_snippet(root, fence.name)
    shown = [snippet]
    if fence.is_exercise:
        _ = exercise.find_exercise(snippet).points
        shown.append(snippet.start)
    for program in shown:
        program.recording()
        program.trace()
        _ = program.caption


def parse_options(options: Mapping[str, str]) -> set[int]:
    """Return the lines to mark; ``SnippetError`` for an unknown option or a bad value."""
    for key in options:
        if key not in OPTIONS:
            known = ", ".join(sorted(OPTIONS))
            raise SnippetError(f"unknown fence option '{key}'; known: {known}")
    lines: set[int] = set()
    for part in options.get("hl_lines", "").replace(",", " ").split():
        match = re.fullmatch(r"(\d+)(?:-(\d+))?", part)
        if not match:
            raise SnippetError(f"hl_lines cannot read '{part}'; write lines and ranges: \"2 4-6\"")
        lines.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return lines


def accept_options(
    language: str, inputs: dict[str, str], options: dict[str, Any], attrs: Any, md: Any
) -> bool:
    """Take every header option (superfences' validator); the formatter judges them."""
    options["header"] = dict(inputs)
    return True


def format_snippet(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Any, **kwargs: Any
) -> str:
    """Return the block for a fence (superfences' formatter)."""
    around = surroundings.get()
    _make_block_level(md)
    try:
        header = options.get("header", {})
        hl_lines = parse_options(header)
        snippet = find_snippet(around.root, source.strip())
        href = f"{around.reference}#{snippet.module}" if around.reference else ""
        open_timeline = "open-timeline" in header
        if "exercise" in header:
            return exercise.render(
                exercise.find_exercise(snippet),
                around.language,
                source_href=href,
                playground_href=around.playground,
                hl_lines=hl_lines,
                open_timeline=open_timeline,
                frames="frames" in header,
            )
        return block.render(
            snippet,
            snippet.recording(),
            around.language,
            trace=snippet.trace(),
            source_href=href,
            playground_href=around.playground,
            hl_lines=hl_lines,
            open_timeline=open_timeline,
            frames="frames" in header,
        )
    except SnippetError as error:
        if around.tolerant:
            return block.render_problem(str(error))
        # superfences lets this one through; any other would turn the fence into plain text
        raise SuperFencesException(str(error)) from error


def format_playground(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Any, **kwargs: Any
) -> str:
    """Return the playground's block (superfences' formatter)."""
    around = surroundings.get()
    _make_block_level(md)
    return playground.render(
        all_snippets(around.root),
        around.language,
        href=around.playground,
        files_href=around.programs,
    )


def _make_block_level(md: Any) -> None:
    if "live-snippet" not in md.block_level_elements:
        md.block_level_elements.append("live-snippet")  # or the block would land in a paragraph
