"""Values in short: never longer than 40 characters, never by code of the program."""

from __future__ import annotations

import sys

import pytest

from switchpoint.tracing.watching.short_repr import short


class _Rude:
    def __repr__(self) -> str:
        raise AssertionError("must not be called")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "1"),
        ("a", "'a'"),
        ("x" * 100, "'xxxxxxxxx...xxxxxxxxxx'"),
        ([1, [2, [3, [4]]]], "[1, [2, [...]]]"),
        (_Rude(), "<Rude>"),
        ([_Rude()], "[<Rude>]"),
        (ValueError("a", 2), "ValueError('a')"),
        (ValueError(_Rude()), "ValueError(<Rude>)"),
        (None, "None"),
        (len, "<builtin_function_or_method len>"),
        (object(), "<object>"),
        (sys, "<module sys>"),
        ((n for n in [1]), "<generator <genexpr>>"),
        (range(3), "range(0, 3)"),
        (10**100, "1000000000...00000000000"),
    ],
)
def test_values_are_short_and_run_no_code_of_theirs(value: object, text: str) -> None:
    assert short(value) == text
    assert len(text) <= 40
