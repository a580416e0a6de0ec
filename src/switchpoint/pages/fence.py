"""Turn a fence of Markdown into a block; this is all that the Markdown engine knows of us.

Registered in mkdocs.yml through pymdownx.superfences' ``custom_fences``:

    - name: snippet
      class: snippet
      format: !!python/name:switchpoint.pages.fence.format_snippet
      validator: !!python/name:switchpoint.pages.fence.accept_options
    - name: playground
      class: playground
      format: !!python/name:switchpoint.pages.fence.format_playground
    - name: sketch
      class: sketch
      format: !!python/name:switchpoint.pages.fence.format_sketch
    - name: measured
      class: measured
      format: !!python/name:switchpoint.pages.fence.format_measured
    - name: compare
      class: compare
      format: !!python/name:switchpoint.pages.fence.format_comparing
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pymdownx.superfences import SuperFencesException

from switchpoint.measuring.results import FOLDER, ResultsError
from switchpoint.pages import block, exercise_block, playground, sketch
from switchpoint.pages.measured import block as measured
from switchpoint.pages.measured import comparing
from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.exercise import Exercise, find_exercise
from switchpoint.snippets.naming import all_snippets, find_snippet
from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.words import Language

OPTIONS = frozenset({"exercise", "frames", "hl_lines", "open-timeline", "play", "predict"})
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
    measurements: Path = FOLDER
    """Where the measured figures are."""
    measure: str = ""
    """The file of the page that shows all of them, as seen from this page's file."""
    tolerant: bool = False
    """Show a problem in place of the block; whoever sets this reports the problem."""


surroundings: ContextVar[Surroundings] = ContextVar("surroundings", default=Surroundings())  # noqa: B039 (frozen)


@dataclass(frozen=True)
class Fence:
    """A snippet fence: the name inside, and the options on its header."""

    name: str
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_exercise(self) -> bool:
        """Whether readers are asked to solve it."""
        return "exercise" in self.options

    def view(self, around: Surroundings) -> block.View:
        """Return how the page shows the block; raise ``SnippetError`` for a wrong option."""
        hl_lines = parse_options(self.options)
        module = Snippet(around.root, self.name).module
        return block.View(
            language=around.language,
            source_href=f"{around.reference}#{module}" if around.reference else "",
            playground_href=around.playground,
            hl_lines=hl_lines,
            open_timeline="open-timeline" in self.options,
            play="play" in self.options,
            frames="frames" in self.options,
            predict="predict" in self.options,
        )

    def subject(self, root: Path) -> Snippet | Exercise:
        """Return what the fence names; raise ``SnippetError`` if there is no such thing."""
        snippet = find_snippet(root, self.name)
        return find_exercise(snippet) if self.is_exercise else snippet


def check(fence: Fence, root: Path) -> None:
    """Raise ``SnippetError`` when the fence cannot become a block."""
    parse_options(fence.options)
    subject = fence.subject(root)
    if isinstance(subject, Exercise):
        _ = subject.points
        programs = [subject.solution, subject.start]
    else:
        programs = [subject]
    for program in programs:
        _ = program.caption
        program.recording()
        program.trace()


def parse_options(options: Mapping[str, str]) -> frozenset[int]:
    """Return the lines to mark; raise ``SnippetError`` for an unknown option or a bad value."""
    for key in options:
        if key not in OPTIONS:
            known = ", ".join(sorted(OPTIONS))
            raise SnippetError(f"unknown fence option '{key}'; known: {known}")
    if {"exercise", "predict"} <= options.keys():
        raise SnippetError(
            "'predict' cannot stand beside 'exercise': an exercise's readers write the program"
        )
    lines: set[int] = set()
    for part in options.get("hl_lines", "").replace(",", " ").split():
        match = re.fullmatch(r"(\d+)(?:-(\d+))?", part)
        if not match:
            raise SnippetError(f"hl_lines cannot read '{part}'; write lines and ranges: \"2 4-6\"")
        lines.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return frozenset(lines)


def accept_options(
    language: str, inputs: dict[str, str], options: dict[str, Any], attrs: Any, md: Any
) -> bool:
    """Accept every option on the header (superfences' validator); the formatter judges them."""
    options["header"] = dict(inputs)
    return True


def format_snippet(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Any, **kwargs: Any
) -> str:
    """Return the block for a fence (superfences' formatter)."""
    around = surroundings.get()
    _make_block_level(md)
    fence = Fence(source.strip(), options["header"])
    try:
        view, subject = fence.view(around), fence.subject(around.root)
        if isinstance(subject, Exercise):
            return exercise_block.render(subject, view)
        return block.render(subject, view)
    except SnippetError as error:
        if around.tolerant:
            return block.render_problem(str(error))
        # superfences lets this exception through; any other would turn the fence into plain text
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


def format_sketch(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Any, **kwargs: Any
) -> str:
    """Return the sketch that a fence names (superfences' formatter)."""
    try:
        return sketch.render(source.strip(), surroundings.get().language)
    except SnippetError as error:
        raise SuperFencesException(str(error)) from error


def format_measured(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Any, **kwargs: Any
) -> str:
    """Return what a fence names of a measurement (superfences' formatter)."""
    around = surroundings.get()
    try:
        return measured.render(source.strip(), around.measurements, around.language)
    except ResultsError as error:
        if around.tolerant:
            return block.render_problem(str(error))
        raise SuperFencesException(str(error)) from error


def format_comparing(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Any, **kwargs: Any
) -> str:
    """Return the part where readers compare their measurements (superfences' formatter)."""
    return comparing.render(surroundings.get().language)


def _make_block_level(md: Any) -> None:
    if "live-snippet" not in md.block_level_elements:
        md.block_level_elements.append("live-snippet")  # or the block would land in a paragraph
