"""Texts are cut, and names broken, by the room they take."""

from __future__ import annotations

import pytest

from switchpoint.tracing.drawing.texts import cut, name_lines


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("main", ["main"]),
        ("consumer · consume", ["consumer", "consume"]),
        ("task('A')", ["task('A')"]),
        ("fetch('/bilibili')", ["fetch", "('/bilibili')"]),
        ("A · fetch('/bilibili')", ["A", "fetch('/bilibili')"]),
        ("a_very_long_main()", ["a_very_long_main()"]),
    ],
)
def test_a_long_name_stands_on_two_lines(name: str, lines: list[str]) -> None:
    assert name_lines(name) == lines


def test_a_text_is_cut_by_the_room_it_takes() -> None:
    assert cut("short") == "short"
    assert cut("x" * 18) == "x" * 16 + "…"
    assert cut("消费者与生产者之间") == "消费者与生产者…"
