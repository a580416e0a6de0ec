"""The rewritten ``__init__.py`` files of asyncio and pyodide."""

from __future__ import annotations

import ast
import asyncio
from pathlib import Path

import pytest

from switchpoint.bundle.asyncio_on_demand import asyncio_on_demand, without_event_loop


def test_asyncio_has_all_its_names() -> None:
    made = asyncio_on_demand(Path(asyncio.__file__).read_bytes())
    values = {
        ast.unparse(node.targets[0]): ast.literal_eval(node.value)
        for node in ast.parse(made).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.List | ast.Dict)
    }
    assert sorted(values["__all__"]) == sorted(asyncio.__all__)
    assert set(asyncio.__all__) <= set(values["_module_of"])
    assert values["_module_of"]["Queue"] == values["_module_of"]["queues"] == "queues"


def test_another_end_of_pyodide_is_refused() -> None:
    end = "\nfrom .webloop import _initialize_event_loop\n\n_initialize_event_loop()\n"
    end += "del _initialize_event_loop\n"
    assert without_event_loop(f"x = 1\n{end}".encode()) == b"x = 1\n"
    with pytest.raises(ValueError, match="does not end as it did"):
        without_event_loop(f"x = 1\n{end}y = 2\n".encode())
    with pytest.raises(ValueError, match="does not end as it did"):
        without_event_loop(b"x = 1\n")
