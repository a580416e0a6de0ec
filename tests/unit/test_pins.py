"""Every package that the project stands on is pinned, so that tomorrow's install is today's."""

from __future__ import annotations

from tests import pins


def test_what_comes_along_is_pinned() -> None:
    assert pins.brought_along().items() <= pins.pinned().items(), "run: python -m tests.pins"


def test_nothing_is_pinned_twice() -> None:
    assert not pins.named() & pins.pinned().keys()
