"""What a program may change and leave behind, and what makes its interpreter unfit for others."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from switchpoint.tab.program.pristine import Pristine
from switchpoint.tab.session import run_and_draw


@pytest.fixture
def module() -> Iterator[Any]:
    """Yield a module that is imported, with some names."""
    made: Any = ModuleType("imported")
    made.number, made.later, made._own, made.call = 3.14, None, 0, print
    sys.modules["imported"] = made
    yield made
    sys.modules.pop("imported", None)


def test_an_interpreter_that_nobody_touches_is_kept(module: Any) -> None:
    assert Pristine().is_kept({})


KEPT: list[Callable[[Any], object]] = [
    lambda module: setattr(module, "later", 1),
    lambda module: setattr(module, "_own", 1),
    lambda module: setattr(module, "more", 1),
    lambda module: sys.modules.setdefault("made_later", ModuleType("made_later")),
]
SPENT: list[Callable[[Any], object]] = [
    lambda module: setattr(module, "number", 3),
    lambda module: setattr(module, "call", None),
    lambda module: delattr(module, "call"),
    lambda module: sys.modules.pop("imported"),
    lambda module: sys.modules.update(imported=ModuleType("imported")),
]


@pytest.mark.parametrize("change", KEPT)
def test_what_modules_do_themselves_is_no_harm(
    module: Any, change: Callable[[Any], object]
) -> None:
    found = Pristine()
    change(module)
    assert found.is_kept({})
    sys.modules.pop("made_later", None)


@pytest.mark.parametrize("change", SPENT)
def test_a_changed_module_is_noticed(module: Any, change: Callable[[Any], object]) -> None:
    found = Pristine()
    change(module)
    assert not found.is_kept({})


def test_values_are_not_compared_by_what_they_say(module: Any) -> None:
    class Equal:
        def __eq__(self, other: object) -> bool:
            raise AssertionError("called")

        __hash__ = None  # type: ignore[assignment]

    found = Pristine()
    module.number = Equal()
    assert not found.is_kept({})


def test_settings_of_the_process_are_noticed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = Pristine()
    with monkeypatch.context() as changes:
        changes.setitem(os.environ, "LEFT", "x")
        assert not found.is_kept({})
    with monkeypatch.context() as changes:
        changes.chdir(tmp_path)
        assert not found.is_kept({})
    assert found.is_kept({})


def test_a_function_that_somebody_still_has_is_noticed() -> None:
    found = Pristine()
    names: dict[str, Any] = {}
    exec("def function(): pass", names)
    kept = [names["function"]]
    names.clear()
    assert not found.is_kept(names)
    kept.clear()
    assert found.is_kept(names)


def test_of_all_runs_only_the_last_is_remembered() -> None:
    for _ in range(3):
        told = run_and_draw("print(1)\n", "x.py", "en", lambda *text: None, lambda: None)
        assert json.loads(told)["spent"] is False
    gc.collect()
    assert sum(isinstance(one, Pristine) for one in gc.get_objects()) == 1
