"""How a page starts: the reader's colours, style sheets, the search."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.fixtures import OpenPage

NO_STORAGE = """
    Object.defineProperty(window, "localStorage", {
        get() { throw new DOMException("The operation is insecure.", "SecurityError"); }
    });
"""
SWITCH = "[data-next-scheme]:visible"


def without_the_themes_script(page: Page) -> Page:
    page.route("**/assets/javascripts/bundle.*.js", lambda route: route.abort())
    return page


def scheme(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


@pytest.mark.parametrize(("system", "expected"), [("light", "default"), ("dark", "slate")])
@pytest.mark.parametrize("storage", ["storage", "no storage"])
def test_a_page_has_the_systems_colours_at_once(
    open_page: OpenPage, address: str, system: str, expected: str, storage: str
) -> None:
    page = without_the_themes_script(open_page(color_scheme=system))
    if storage == "no storage":
        page.add_init_script(NO_STORAGE)
    page.goto(address + "article/gevent/")
    assert scheme(page) == expected


@pytest.mark.parametrize(
    ("system", "chosen", "scroll_bar"), [("light", "slate", "dark"), ("dark", "default", "light")]
)
def test_the_readers_choice_counts_more(
    open_page: OpenPage, address: str, system: str, chosen: str, scroll_bar: str
) -> None:
    page = open_page(color_scheme=system)
    page.goto(address)
    page.locator(SWITCH).press("Enter")
    assert scheme(page) == chosen
    expect(page.locator(SWITCH)).to_be_focused()  # the other button, in the same place
    without_the_themes_script(page).goto(address + "en/article/gevent/")
    assert scheme(page) == chosen
    expect(page.locator("html")).to_have_css("color-scheme", scroll_bar)
    page.locator(SWITCH).click()
    assert scheme(page) != chosen


def test_without_javascript_there_is_nothing_to_switch(open_page: OpenPage, address: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(address)
    expect(page.locator("[data-next-scheme]")).to_have_count(2)
    expect(page.locator(SWITCH)).to_have_count(0)


def test_each_style_sheet_is_loaded_once(page: Page, address: str) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type == "stylesheet":
            asked.append(request.url)

    page.on("request", note)
    page.goto(address + "en/")
    page.wait_for_function("() => window.document$")  # the theme's script has started
    assert len(asked) == len(set(asked)) > 1


def test_starting_searching_and_turning_pages_raises_no_error(page: Page, address: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address + "en/")
    page.keyboard.press("s")
    page.keyboard.type("generator")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("Escape")
    page.locator(".md-tabs__link[href*=article]").first.click()
    page.wait_for_url("**/en/article/**")
    page.locator(".md-top, .md-footer__link--next").last.wait_for(state="attached")
    page.locator("[data-md-component=toc] a").last.click()
    page.wait_for_url("**/en/article/**#*")
    assert errors == []


def test_a_part_of_the_page_that_the_address_names_is_shown(page: Page, address: str) -> None:
    page.goto(address + "en/article/gevent/#snippet-greenlets-through_the_hub")
    page.wait_for_function("() => window.document$")  # the theme's script has started
    expect(page.locator("#snippet-greenlets-through_the_hub")).to_be_in_viewport()
