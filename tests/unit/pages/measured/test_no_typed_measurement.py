"""No page types a measurement: numbers with a unit come from ``measurements/``, by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[4] / "docs"

_NUMBER = r"\d[\d,.]*\d|\d"
_UNIT = r"ns|µs|us|ms|纳秒|微秒|毫秒|milliseconds?|microseconds?|[KMG]i?B|kB|倍|times|×|%"
MEASUREMENT = re.compile(
    rf"(?<![\w.])(?:{_NUMBER})[ -]?(?:{_UNIT})(?![A-Za-z])|\d{{1,3}}(?:,\d{{3}})+"
)

_NOT_PROSE = re.compile(
    r"^ *```.*?^ *```|`[^`\n]*`|\]\([^)]*\)|<svg.*?</svg>"
    r"|<!-- (?P<made>\w+): made by .*?<!-- (?P=made) ends -->",  # written by tests.conformance
    re.DOTALL | re.MULTILINE,
)

CHOSEN = {
    "about.md": {"5000 times"},  # how much of a trace is kept
    "playground.md": {"1 GiB"},  # the limit of a tab's memory
    "speed.md": {"50 ms"},  # the browser's own limit of what it calls a long task
    "article/threads-and-coroutines.md": {"10 毫秒", "10 ms"},  # how the clock is set
    "measure.md": {"10 毫秒", "10 milliseconds", "20 毫秒", "20 milliseconds"},  # likewise
}
"""Numbers that somebody chose; nobody measured them."""


def typed(text: str) -> set[str]:
    """Return what looks like a measurement in the prose of a page."""
    return set(MEASUREMENT.findall(_NOT_PROSE.sub(" ", text)))


@pytest.mark.parametrize(
    "page", sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
)
def test_no_page_types_a_measurement(page: str) -> None:
    name = page.partition("/")[2]
    assert typed((DOCS / page).read_text("utf-8")) <= CHOSEN.get(name, set())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("三种写法各占 155/78/36 MB。", {"36 MB"}),
        ("A generator is under 1.4 KB.", {"1.4 KB"}),
        ("It lost none of 800,000 updates.", {"800,000"}),
        ("约为调用的 6 倍", {"6 倍"}),
        ("some 1000 times a call, 93% of them", {"1000 times", "93%"}),
        ("A switch takes 0.7 µs.", {"0.7 µs"}),
        ("It takes {{ switch.time.call }}.", set()),
        ("`sleep(10)  # 5 ms`\n\n```\n3 ms\n```\n", set()),
        ("CPython 3.13.0 on 2 cores", set()),
    ],
)
def test_what_looks_like_one_is_found(text: str, found: set[str]) -> None:
    assert typed(text) == found
