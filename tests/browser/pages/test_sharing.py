"""What services find that show a page which somebody shares, and links to a place on it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.browser.blocks import all_pages, block
from tests.browser.fixtures import OpenPage
from tests.browser.language_switch import change_language

_PROPERTY = re.compile(r'<meta property="og:([\w:]+)" content="([^"]*)">')


def shared(site: Path, where: str) -> dict[str, str]:
    return dict(_PROPERTY.findall((site / where / "index.html").read_text("utf-8")))


def test_every_page_has_a_title_a_description_and_a_picture(site: Path, address: str) -> None:
    for where in all_pages():
        found = shared(site, where)
        assert found["title"], where
        assert len(found["description"]) > 10, where
        assert found["url"] == address + where
        picture = site / found["image"].removeprefix(address)
        assert picture.read_bytes().startswith(b"\x89PNG\r\n"), where


def test_a_page_has_the_picture_of_its_own_timeline_and_one_without_the_front_pages(
    site: Path, address: str
) -> None:
    cards = f"{address}assets/cards/"
    assert shared(site, "article/producer-consumer")["image"] == (
        f"{cards}generators-producer_consumer.png"
    )
    assert shared(site, "en/glossary")["image"] == shared(site, "")["image"]
    assert shared(site, "")["image"].startswith(cards)


def test_a_block_has_a_link_to_itself_and_one_to_the_playground(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{address}en/article/coroutine/")
    found = block(page, "generators/interleave")
    found.locator("[data-part=link]").click()
    here = f"{address}en/article/coroutine/#snippet-generators-interleave"
    page.wait_for_url(here)
    found.get_by_text("Link copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == here
    found.locator("[data-action=playground]").click()
    page.wait_for_url("**/en/playground/#snippet=generators/interleave")
    there = block(page, "playground").locator("[data-note=guest]")
    there.get_by_text("generators/interleave").wait_for()


def test_the_language_switch_keeps_the_place(open_page: OpenPage, address: str) -> None:
    page = open_page()
    page.goto(address + "en/article/coroutine/")
    found = block(page, "generators/interleave")
    found.locator("[data-action=run]").wait_for()
    found.evaluate("block => { block.scrollIntoView(); scrollBy(0, 40); }")
    change_language(page, "zh")
    page.wait_for_url(f"{address}article/coroutine/#snippet-generators-interleave")
    page.locator(".md-footer__link--next").click()
    page.wait_for_url(f"{address}article/producer-consumer/")
    change_language(page, "en")
    page.wait_for_url(f"{address}en/article/producer-consumer/**")  # at any place
