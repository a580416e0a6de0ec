"""Modules that a tab fetches, and those it can never have."""

from __future__ import annotations

import pytest

from switchpoint.tab.boot.stdlib_on_demand import Library


def test_a_module_that_no_tab_has_says_why() -> None:
    library = Library(lambda name: None, {})
    with pytest.raises(ModuleNotFoundError, match="a browser tab has no processes") as told:
        library.find_spec("_multiprocessing")
    assert told.value.name == "_multiprocessing"
    assert library.find_spec("nobody_has_this") is None
