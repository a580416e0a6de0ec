"""Modules that a tab fetches, and those it can never have."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import pytest

from switchpoint.tab.boot.stdlib_on_demand import Library


def test_a_module_that_no_tab_has_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library(lambda name: None, {})
    monkeypatch.setattr("sys.meta_path", [library])
    with pytest.raises(ModuleNotFoundError, match="'tkinter': a browser tab has neither") as told:
        import_module("tkinter")
    assert told.value.name == "tkinter"
    with pytest.raises(ModuleNotFoundError, match=r"^No module named 'nobody_has_this'$"):
        import_module("nobody_has_this")


def test_whoever_asks_for_a_module_hears_that_it_is_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.meta_path", [Library(lambda name: None, {})])
    assert find_spec("tkinter") is None
