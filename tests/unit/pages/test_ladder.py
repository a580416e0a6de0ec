"""The ladder: the pages of the navigation on their rungs, and a page's place."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from switchpoint.pages import ladder
from switchpoint.tracing.words import words

DOCS = Path(__file__).parents[3] / "docs"


def entry(name: str, section: str = "The article", text: str = "") -> ladder.Entry:
    return ladder.Entry(name, f"Title & {name}", section, f"{name}/", f"../{name}/", text)


CORO = entry("article/coroutine")
GEVENT = entry("article/gevent")
LIFE = entry("course/life", "The course")
PLAYGROUND = entry("playground", "")


class Outline(HTMLParser):
    """The texts and links of some HTML, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "a":
            self.found.append(f"-> {named['href']}")
        elif "aria-current" in named:
            self.found.append("here:")

    def handle_data(self, data: str) -> None:
        self.found += [data.strip()] if data.strip() else []


def test_the_map_has_each_page_of_the_navigation_on_its_rung_and_the_others_beside() -> None:
    say = words("en", "ladder")
    assert Outline(ladder.render([CORO, GEVENT, LIFE, PLAYGROUND], "en")).found == [
        *[say["generator"], say["generator_says"], "The article"],
        *["-> ../article/coroutine/", "Title & article/coroutine", "about 1 min"],
        *[say["scheduler"], say["scheduler_says"], say["async"], say["async_says"]],
        *[say["greenlet"], say["greenlet_says"], say["gevent"], say["gevent_says"], "The article"],
        *["-> ../article/gevent/", "Title & article/gevent", "about 1 min", "The course"],
        *["-> ../course/life/", "Title & course/life", "about 1 min"],
        *[say["beside"], "-> ../playground/", "Title & playground"],
    ]


def test_a_page_of_the_map_has_the_address_by_which_progress_is_kept() -> None:
    html = ladder.render([CORO, PLAYGROUND], "zh")
    assert re.findall(r'data-page="([^"]*)"', html) == ["article/coroutine/", "playground/"]


def test_a_page_shows_its_place_and_links_to_the_rungs_that_have_pages() -> None:
    errors = entry("errors/async", "Common errors")  # nobody learns async from that page
    html = ladder.render_place(LIFE, [CORO, errors, GEVENT, LIFE], "zh")
    assert Outline(html).found == [
        *["-> ../article/coroutine/", "生成器", "调度器", "async/await", "greenlet"],
        *["here:", "gevent"],
    ]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("word " * 1000, 5),
        ("字" * 1500, 5),
        ("```{.snippet open-timeline}\nfolder/name\n```\n" * 3, 3),
        ("```python\n" + "word " * 2000 + "\n```\n", 1),
        ("[word](" + "address/" * 2000 + ")", 1),
    ],
    ids=["words", "characters", "programs to run", "code to look at", "addresses"],
)
def test_how_long_a_page_takes(text: str, minutes: int) -> None:
    assert replace(CORO, text=text).minutes == minutes


def test_every_page_to_learn_from_or_of_errors_has_a_rung() -> None:
    pages = {
        path.relative_to(DOCS / "zh").with_suffix("").as_posix()
        for folder in ("article", "course", "errors")
        for path in DOCS.glob(f"zh/{folder}/*.md")
        if path.stem != "index"
    }
    assert len(pages) >= 4
    assert pages - {name for names in ladder.RUNGS.values() for name in names} == set()
