"""How a measured number looks."""

from __future__ import annotations

from pathlib import Path

import pytest

from switchpoint.pages.measured.reference import find
from switchpoint.pages.measured.show import number, show, show_spread, where


@pytest.mark.parametrize(
    ("x", "unit", "shown"),
    [
        (4.886e-8, "s", "49 ns"),
        (1.306e-6, "s", "1.3 µs"),
        (9.996e-4, "s", "1.0 ms"),
        (0.0372, "s", "37 ms"),
        (1.84, "s", "1.8 s"),
        (0, "s", "0 ns"),
        (195, "bytes", "195 B"),
        (6011, "bytes", "5.87 KiB"),
        (163_000_000, "bytes", "155 MiB"),
        (800_000, "count", "800,000"),
        (1.5, "count", "1.5"),
        (0.934, "share", "93%"),
        (0.2, "ratio", "0.20 times"),
        (1234, "ratio", "1,200 times"),
        (1.048, "ratio", "1.05 times"),
    ],
)
def test_as_many_digits_as_count_and_the_unit_fits(x: float, unit: str, shown: str) -> None:
    assert number(x, unit, "en") == shown


def test_a_value_is_its_median_and_a_ratio_says_so_when_there_is_none(folder: Path) -> None:
    ratio = find("switch.time.generator / switch.time.call", folder)
    assert (show(ratio, "en"), show(ratio, "zh")) == ("2.0 times", "2.0 倍")
    assert show_spread(ratio, "en") == "1.8 times – 8.0 times"
    even = find("switch.time.greenlet / switch.time.call", folder)
    assert (show(even, "en"), show(even, "zh")) == ("no difference seen", "看不出差别")


def test_one_number_stands_for_a_spread_that_does_not_show(folder: Path) -> None:
    assert show_spread(find("waiting.time.gevent.1", folder), "en") == "1.0 s"


def test_a_sentence_says_when_and_where(folder: Path) -> None:
    assert where(find("switch.time.call", folder).results, "en") == (
        "Measured on 2026-11-26: Linux, 2 × AMD EPYC; CPython 3.13.0, gevent 26.9.0, greenlet"
        " 3.5.6; 3 rounds; load average 0.5 when it began, 1.2 when it ended."
    )
