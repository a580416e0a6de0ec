"""What own_frames.py says of functions that are left out: no ``super()`` and the like in them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import switchpoint

HERE = Path(switchpoint.__file__).parent
FILES = [*(HERE / "tab").rglob("*.py"), *(HERE / "tracing").rglob("*.py")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HERE)))
def test_no_function_asks_for_its_own_frame(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [it for it in ast.walk(tree) if isinstance(it, ast.FunctionDef | ast.Lambda)]
    calls = [it for one in functions for it in ast.walk(one) if isinstance(it, ast.Call)]
    found = {ast.unparse(it) for it in calls}
    assert not found & {"super()", "globals()", "locals()", "vars()", "dir()", "sys._getframe()"}
