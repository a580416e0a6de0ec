"""Measured values in Markdown: where they are replaced, what they carry, and a name not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown import Markdown

from switchpoint.pages import fence


@pytest.fixture(autouse=True)
def english(folder: Path) -> Iterator[None]:
    around = fence.Surroundings(language="en", measurements=folder, measure="../measure.md")
    token = fence.surroundings.set(around)
    yield
    fence.surroundings.reset(token)


def convert(text: str) -> ElementTree.Element:
    extensions = ["tables", "attr_list", "switchpoint.pages.measured.extension"]
    return ElementTree.fromstring(f"<div>{Markdown(extensions=extensions).convert(text)}</div>")


def test_a_value_links_to_its_experiment_and_its_tooltip_says_where_it_was_measured() -> None:
    link = convert("A call takes {{ switch.time.call }}.").find(".//a")
    assert link is not None
    assert (link.text, link.get("href")) == ("50\u00a0ns", "../measure.md#switch")
    assert (link.get("title") or "").startswith("40 ns – 60 ns. Measured on 2026-11-26: Linux")


def test_values_stand_in_tables_and_in_emphasis() -> None:
    page = convert(
        "| A | B |\n| --- | --- |\n| **{{switch.time.call}}** | x |\n\n"
        "*{{ waiting.time.gevent.1 }}*"
    )
    assert [link.text for link in page.iterfind(".//td/strong/a")] == ["50\u00a0ns"]
    assert [link.text for link in page.iterfind(".//em/a")] == ["1.0\u00a0s"]


def test_code_is_left_as_it_is() -> None:
    page = convert("`{{ switch.time.call }}`\n\n    {{ switch.time.call }}")
    assert page.find(".//a") is None
    assert [code.text for code in page.iterfind(".//code")] == [
        "{{ switch.time.call }}",
        "{{ switch.time.call }}\n",
    ]


def test_a_name_that_is_not_there_is_shown_in_its_place() -> None:
    shown = convert("A call takes {{ switch.time.fibre }}.").find(".//strong")
    assert shown is not None
    assert shown.text == "switch has no kind “fibre”; it has call, generator, greenlet."
