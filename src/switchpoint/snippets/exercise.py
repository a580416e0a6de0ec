"""An exercise by its model solution: what it asks for, and its block on a page.

Four files make one: ``NAME.py`` is the model solution, ``NAME.start.py`` the code that a reader
begins with, each with its recording, and ``NAME.checks.py`` tests the points, see tab/points.py.
The task itself stands on the page, above the fence.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape

from switchpoint.pages import block
from switchpoint.snippets.snippet import Snippet, SnippetError
from switchpoint.tab.program.exercise_checks import PREFIX, is_point
from switchpoint.tracing.words import Language, words


@dataclass(frozen=True)
class Point:
    """One thing that an exercise asks for; ``name`` is that of the function that tests it."""

    name: str
    what: dict[Language, str]


@dataclass(frozen=True)
class Exercise:
    """An exercise, told by its model solution."""

    solution: Snippet

    @property
    def start(self) -> Snippet:
        """The code that a reader begins with."""
        return self.solution.start

    @property
    def checks(self) -> str:
        """The text of its checks."""
        return self.solution.checks_path.read_text(encoding="utf-8")

    @property
    def points(self) -> list[Point]:
        """What it asks for, in the order of its checks.

        Raises ``SnippetError`` when that is nothing, or not said in both languages.
        """
        shown = self.solution.shown_path.removesuffix(".py") + ".checks.py"
        try:
            tree = ast.parse(self.checks)
        except SyntaxError as error:
            raise SnippetError(f"{shown}:{error.lineno}: {error.msg}") from None
        points = [_point(node, shown) for node in tree.body if is_point(node)]
        if not points:
            raise SnippetError(f"{shown}:1: tests nothing; write a function {PREFIX}…(run)")
        return points


def find_exercise(snippet: Snippet) -> Exercise:
    """Return the exercise that a snippet is the model solution of; ``SnippetError`` if none."""
    if not snippet.is_exercise:
        name = snippet.path.stem
        raise SnippetError(
            f"{snippet.shown_path}:1: no exercise; write {name}.start.py and {name}.checks.py"
            " beside it, or remove the option"
        )
    if snippet.need or snippet.start.need:
        raise SnippetError(
            f"{snippet.shown_path}:1: an exercise must run in a tab, which has no threads,"
            " processes, TLS or C stack"
        )
    return Exercise(snippet)


def _point(node: ast.FunctionDef, shown: str) -> Point:
    doc = ast.get_docstring(node) or ""
    what: dict[Language, str] = {}
    for language in ("zh", "en"):
        said = re.search(rf"^{language}: *(\S.*)$", doc, re.MULTILINE)
        if not said:
            raise SnippetError(
                f"{shown}:{node.lineno}: {node.name} does not say its point; its docstring has a"
                f" line '{language}: …'"
            )
        what[language] = said[1].strip()
    if not any(isinstance(inner, ast.Assert) for inner in ast.walk(node)):
        raise SnippetError(f"{shown}:{node.lineno}: {node.name} cannot fail; assert something")
    return Point(node.name, what)


def render(
    exercise: Exercise,
    language: Language,
    *,
    source_href: str = "",
    playground_href: str = "",
    hl_lines: Collection[int] = (),
    open_timeline: bool = False,
    frames: bool = False,
) -> str:
    """Return the starting code's block with the points, and the model solution, folded."""
    say = words(language, "exercise")
    start, solution = exercise.start, exercise.solution
    return (
        block.render(
            start,
            start.recording(),
            language,
            trace=start.trace(),
            playground_href=playground_href,
            hl_lines=hl_lines,
            open_timeline=open_timeline,
            frames=frames,
            points=_points(exercise, language),
        )
        + f'<details class="success exercise-solution"><summary>{say["solution"]}</summary>'
        + block.render(
            solution,
            solution.recording(),
            language,
            trace=solution.trace(),
            source_href=source_href,
            playground_href=playground_href,
        )
        + "</details>"
    )


def _points(exercise: Exercise, language: Language) -> str:
    """Return the list of points, with the checks for the tab."""
    say = words(language, "exercise")
    items = "".join(
        f'<li data-point="{point.name}"><span>{escape(point.what[language], quote=False)}</span>'
        "</li>"
        for point in exercise.points
    )
    checks = escape(exercise.checks, quote=False)
    title, label = (
        say["points"],
        say["label"].format(name=exercise.solution.name),
    )
    return (
        f'<div data-part="points" role="group" aria-label="{label}">'
        f'<p class="points-title">{title}</p><ul>{items}</ul>'
        '<p data-part="verdict" role="status"></p>'
        # a script element, even one of data, would be executed by the theme's instant navigation
        f'<template data-part="checks">{checks}</template></div>'
    )
