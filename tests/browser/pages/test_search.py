"""Search, in the theme's own box: words as they are written, pages first, no whole programs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page


def search(page: Page, address: str, prefix: str, query: str) -> list[str]:
    """Type a query; return the addresses of the results below the language's front page."""
    page.goto(address + prefix)
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type(query)
    page.keyboard.press("End")
    results = page.locator(".md-search-result__link")
    results.first.wait_for()
    hrefs = results.evaluate_all("links => links.map((link) => link.href)")
    return [str(href).removeprefix(address + prefix) for href in hrefs]


@pytest.mark.parametrize(
    ("prefix", "word"),
    [
        ("en/", "coroutines"),
        ("en/", "generators"),
        ("en/", "switching"),
        ("en/", "StopIteration"),
        ("", "StopIteration"),
        ("", "generators"),
        ("", "生成器"),
    ],
)
def test_a_word_is_found_as_it_is_written_and_pages_come_before_the_reference(
    page: Page, address: str, prefix: str, word: str
) -> None:
    found = search(page, address, prefix, word)
    assert not found[0].startswith(("reference/", "playground/")), found
    kinds = [place.startswith("reference/") for place in found]
    assert kinds == sorted(kinds), "reference entries come last"


def test_the_index_is_built_when_a_reader_searches(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(address + "en/")
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type(" ")
    page.locator(".md-search-result__meta", has_text="No matching documents").wait_for()
    assert "search-on-demand.js" in asked
    assert "search_index.json" in asked
    assert [name for name in asked if name.startswith(("search.", "sections.", "lunr."))] == []
    page.keyboard.type("generators")
    page.locator(".md-search-result__link").first.wait_for()
    assert [name for name in asked if name.startswith("search.")] != []


@pytest.mark.parametrize("part", ["**/sections.json", "**/workers/search.*", "**/lunr.zh.*"])
def test_a_search_whose_files_did_not_come_works_when_they_do(
    page: Page, address: str, part: str
) -> None:
    page.context.route(part, lambda route: route.abort())
    page.goto(address + "en/")
    page.locator("[data-md-component=search-query]").click()
    with page.expect_event("requestfailed"):
        page.keyboard.type("gener")
    page.context.unroute(part)
    nothing = page.locator(".md-search-result__meta", has_text="No matching documents")
    assert nothing.count() == 0, "that is not known"
    page.keyboard.type("ators")
    page.locator(".md-search-result__link").first.wait_for()


@pytest.mark.parametrize("query", ["monkey patch_all", "yield print name"])
def test_a_result_shows_of_a_program_only_lines_with_a_word_of_the_query(
    page: Page, address: str, query: str
) -> None:
    search(page, address, "en/", query)
    lines = page.locator(".md-search-result__article pre:visible").all_inner_texts()
    assert lines
    words = query.lower().replace("_", " ").split()
    for line in lines:
        assert "\n" not in line.strip()
        assert any(word in line.lower() for word in words), line


def test_a_page_found_by_its_title_shows_no_program(page: Page, address: str) -> None:
    search(page, address, "en/", "Producer and consumer")
    assert page.locator(".md-search-result__article pre:visible:not(:has(mark))").count() == 0
