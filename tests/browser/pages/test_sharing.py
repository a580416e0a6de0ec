"""What services find that show a page which somebody shares."""

from __future__ import annotations

import re
from pathlib import Path

from tests.browser.blocks import all_pages

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
