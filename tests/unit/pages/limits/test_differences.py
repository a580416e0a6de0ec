"""The list of differences is whole, the pages show all of it, and CPython prints what is kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from switchpoint.pages.limits import show
from switchpoint.pages.limits.differences import differences, printed
from switchpoint.tracing.words import Language
from tests.conformance import limits, upstream

DOCS = Path(__file__).parents[4] / "docs"


def test_cpython_prints_what_is_kept() -> None:
    assert limits.disagreements(limits.natively(), place=0) == []


def test_every_difference_has_an_id_of_its_own_and_what_it_printed() -> None:
    ids = [it.id for it in differences()]
    assert len(set(ids)) == len(ids)
    assert list(printed()) == ids, "run the tests with SWITCHPOINT_GOLDEN=write"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_shows_every_section_once(language: Language) -> None:
    page = (DOCS / language / "limits.md").read_text("utf-8")
    shown = show.MARKER.findall(page)
    assert sorted(shown) == sorted({it.section for it in differences()})
    filled = show.fill(page, language)
    for it in differences():
        name, text = it.zh if language == "zh" else it.en
        assert filled.count(f"{{#{it.id}}}") == 1
        assert name in filled and text in filled
        assert all(line in filled for line in printed()[it.id][1].splitlines())


@pytest.mark.parametrize("which", [0, 1], ids=["zh", "en"])
def test_languages_keep_to_their_script(which: int) -> None:
    for it in differences():
        for text in (it.zh, it.en)[which]:
            assert bool(re.search("[\u4e00-\u9fff]", text)) == (which == 0) or text.isascii()


def test_programs_are_snippets_in_size() -> None:
    for it in differences():
        lines = it.program.strip().splitlines()
        assert len(lines) <= 40 and max(map(len, lines)) <= 88, it.id


def test_a_failing_upstream_test_belongs_to_one_difference() -> None:
    tests = [test for it in differences() for test in it.upstream]
    assert len(set(tests)) == len(tests) == len(upstream.known_failures())


def test_a_difference_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SWITCHPOINT_GOLDEN", raising=False)
    found = {it.id: printed()[it.id][0] for it in differences()}
    first = differences()[0].id
    found[first] = printed()[first][1]
    problems = limits.disagreements(found, place=0)
    assert [it.partition(":")[0] for it in problems] == [first]
