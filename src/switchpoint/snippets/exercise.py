"""An exercise: its parts, and what it asks for.

An exercise has four files: ``NAME.py`` is the model solution, ``NAME.start.py`` the code that a
reader starts with, each with its recording, and ``NAME.checks.py`` tests the points (see
tracing/points.py). The task itself stands on the page, above the fence.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.points import PREFIX, is_point
from switchpoint.tracing.words import Language


@dataclass(frozen=True)
class Point:
    """One thing that an exercise asks for; ``name`` is the name of the function that tests it."""

    name: str
    what: dict[Language, str]


@dataclass(frozen=True)
class Exercise:
    """An exercise, known by its model solution."""

    solution: Snippet

    @property
    def start(self) -> Snippet:
        """The code that a reader starts with."""
        return self.solution.start

    @property
    def checks(self) -> str:
        """The text of its checks."""
        return self.solution.checks_path.read_text(encoding="utf-8")

    @property
    def points(self) -> list[Point]:
        """The points in the order of the checks.

        Raises ``SnippetError`` when there is none, or one is not described in both languages.
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
    """Return the exercise that has this model solution; raise ``SnippetError`` if none has."""
    if not snippet.is_exercise:
        name = snippet.path.stem
        raise SnippetError(
            f"{snippet.shown_path}:1: no exercise; write {name}.start.py and {name}.checks.py"
            " beside it, or remove the option"
        )
    if snippet.need or snippet.start.need:
        raise SnippetError(
            f"{snippet.shown_path}:1: an exercise must run in a tab, which has no threads,"
            " processes, TLS, C stack or operating system"
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
