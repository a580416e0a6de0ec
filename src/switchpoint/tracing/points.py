"""The points of an exercise: which functions test them, and what a test reports.

``NAME.checks.py`` beside an exercise has one function for each point. The tab calls these functions
after a run, and the build reads the same file to print what they test.
"""

from __future__ import annotations

import ast
from typing import Literal, NotRequired, TypedDict, TypeGuard

PREFIX = "check_"
"""The names of functions that test a point begin with this."""


class Result(TypedDict):
    """The result of one point; ``name`` is the name of its function."""

    name: str
    state: Literal["passed", "failed", "untested"]
    expected: NotRequired[str]
    came: NotRequired[str]


def is_point(node: ast.stmt) -> TypeGuard[ast.FunctionDef]:
    """Tell whether a statement of a checks file is a function that tests a point."""
    return isinstance(node, ast.FunctionDef) and node.name.startswith(PREFIX)
