"""The front page: what it shows in one screen, and the reader's progress on its ladder."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.blocks import block, press, wait_for_state
from tests.browser.fixtures import OpenPage

COROUTINE = "article/coroutine/"


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_one_screen_has_what_it_is_for_whom_how_long_and_a_picture(
    open_page: OpenPage, address: str, prefix: str
) -> None:
    page = open_page(viewport={"width": 1440, "height": 900})
    page.goto(address + prefix)
    shown = [page.locator("h1"), page.locator(".sp-hero .md-button").first]
    shown += page.locator(".sp-hero__facts dt").all()
    assert len(shown) == 5
    for part in shown:
        box = part.bounding_box()
        assert box and box["y"] + box["height"] < 900
    picture = page.locator("svg.timeline").bounding_box()
    assert picture and picture["y"] < 700, "the open picture is in view"


def test_every_page_of_the_navigation_is_on_the_map(page: Page, address: str) -> None:
    page.goto(address + "en/")
    hrefs = "links => [...new Set(links.map((link) => link.href.split('#')[0]))].sort()"
    wanted = page.locator(".md-nav--primary a[href]").evaluate_all(hrefs)
    found = page.locator(".ladder a, .ladder-beside a").evaluate_all(hrefs)
    assert len(wanted) > 8
    assert set(found) == set(wanted) - {address + "en/"}


def read_to_the_end(page: Page) -> None:
    page.locator(".md-footer").scroll_into_view_if_needed()
    page.wait_for_function("() => localStorage['switchpoint:reading']?.includes('true')")


def test_the_ladder_shows_what_was_read_and_run_in_either_language(
    page: Page, address: str
) -> None:
    page.goto(address + "en/" + COROUTINE)
    found = block(page, "generators/plain_calls")
    press(found, "run")
    assert wait_for_state(found, "passed", "differs", "failed") == "passed"
    read_to_the_end(page)
    page.goto(address)
    mark = page.locator(f"[data-page='{COROUTINE}'] .page-mark")
    expect(mark).to_have_text("✓ ▶ 1/" + str(runnable(page, address)))
    expect(page.locator(".ladder-progress")).to_contain_text("1 页")
    page.locator(".ladder-progress button").click()
    expect(mark).to_have_count(0)
    assert page.evaluate("localStorage['switchpoint:reading']") is None


def runnable(page: Page, address: str) -> int:
    """Return how many programs of the page can be run in a tab."""
    other = page.context.new_page()
    other.goto(address + COROUTINE)
    count = other.locator("live-snippet:not([runtime=native])").count()
    other.close()
    return count


def test_a_page_is_not_read_that_instant_navigation_brought(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    read_to_the_end(page)
    link = page.locator(".md-footer__link--next")
    link.scroll_into_view_if_needed()
    # the theme stores a place 0.1 s after it was scrolled to, for the page that is open by then
    page.wait_for_function("() => history.state?.y === scrollY")
    link.click()
    page.wait_for_url("**/article/producer-consumer/")
    page.wait_for_timeout(3000)
    assert "producer-consumer" not in page.evaluate("localStorage['switchpoint:reading']")


def test_where_storage_is_refused_the_ladder_stays_and_nothing_fails(
    page: Page, address: str
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });"
    )
    page.goto(address + "en/")
    found = block(page, "generators/take_turns")
    press(found, "run")
    assert wait_for_state(found, "passed", "differs", "failed") == "passed"
    page.locator(".md-footer").scroll_into_view_if_needed()
    page.wait_for_timeout(3000)
    assert page.locator(".ladder .rung").count() == 5
    assert page.locator(".ladder-progress").count() == 0
    assert errors == []
