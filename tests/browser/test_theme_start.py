"""How a page starts: the theme's script in steps, the reader's colours, no style found twice."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request, expect

from tests.conftest import OpenPage

SWITCHINGS = """
    window.switchings = 0;
    new MutationObserver(all => {
        for (const { target } of all)
            if (target.hasAttribute("data-md-color-switching")) switchings++;
    }).observe(document, { subtree: true, attributeFilter: ["data-md-color-switching"] });
"""
NO_STORAGE = """
    Object.defineProperty(window, "localStorage", {
        get() { throw new DOMException("The operation is insecure.", "SecurityError"); }
    });
"""


LONG_PAUSES = """
    const { setTimeout } = window;
    window.setTimeout = (...given) =>
        given.length === 1 ? setTimeout(given[0], 3000) : setTimeout(...given);
"""


def without_the_themes_script(page: Page) -> Page:
    page.route("**/assets/javascripts/theme.*.js", lambda route: route.abort())
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


@pytest.mark.parametrize(("system", "chosen"), [("light", "slate"), ("dark", "default")])
def test_the_readers_choice_counts_more(
    open_page: OpenPage, address: str, system: str, chosen: str
) -> None:
    page = open_page(color_scheme=system)
    page.goto(address)
    page.locator("[data-md-component=palette] label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", chosen)
    without_the_themes_script(page).goto(address + "en/article/gevent/")
    assert scheme(page) == chosen


@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_page_does_not_change_its_colours_while_it_starts(
    open_page: OpenPage, address: str, system: str
) -> None:
    page = open_page(color_scheme=system)
    page.add_init_script(SWITCHINGS)
    page.goto(address + "en/")
    page.locator("[data-md-component=palette] label:visible").wait_for()  # the script shows it
    assert page.evaluate("switchings") == 0
    page.locator("[data-md-component=palette] label:visible").click()
    page.wait_for_function("switchings > 0")


def test_each_style_sheet_is_asked_for_once(page: Page, address: str) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type == "stylesheet":
            asked.append(request.url)

    page.on("request", note)
    page.goto(address + "reference/snippets/")
    page.locator("[data-md-component=palette] label:visible").wait_for()
    sheets = page.evaluate("[...document.styleSheets].map(sheet => sheet.href)")
    assert sorted(asked) == sorted(sheets) != []


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
    page.locator("[data-md-component=palette] label:visible").wait_for()
    expect(page.locator("#snippet-greenlets-through_the_hub")).to_be_in_viewport()


def test_the_search_answers_however_long_the_script_pauses(page: Page, address: str) -> None:
    page.add_init_script(LONG_PAUSES)
    page.goto(address)
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("gevent")
    page.locator(".md-search-result__link").first.wait_for()
