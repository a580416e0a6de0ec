"""The pages as a whole: navigation, languages, keyboard, search, no JavaScript, no other host."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.blocks import (
    all_pages,
    block,
    output,
    press,
    snippets_on,
    wait_for_state,
)
from tests.browser.fixtures import OpenPage
from tests.browser.language_switch import change_language


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_instant_navigation_to_another_page_and_back(page: Page, address: str, prefix: str) -> None:
    page.goto(f"{address}{prefix}article/coroutine/")
    page.evaluate("window.same = true")
    found = block(page, "generators/interleave")
    press(found, "run")
    assert wait_for_state(found, "passed", "differs", "failed") == "passed"
    page.locator(".md-footer__link--next").click()
    page.wait_for_url("**/article/producer-consumer/")
    other = block(page, "generators/send_zero")
    press(other, "run")
    assert wait_for_state(other, "passed", "differs", "failed") == "passed"
    page.go_back()
    page.wait_for_url("**/article/coroutine/")
    again = block(page, "generators/interleave")
    assert again.locator("button[data-action=run]").count() == 1
    press(again, "run")
    wait_for_state(again, "running", "passed", "booting")
    assert wait_for_state(again, "passed", "differs", "failed") == "passed"
    assert page.evaluate("window.same") is True, "the page was loaded anew"


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("", "en/"),
        ("article/gevent/", "en/article/gevent/"),
        ("en/reference/snippets/", "reference/snippets/"),
        ("en/", ""),
    ],
)
def test_the_language_switch_stays_on_the_page(
    page: Page, address: str, here: str, there: str
) -> None:
    page.goto(address + here)
    language = "en" if there.startswith("en/") else "zh"
    change_language(page, language)
    page.wait_for_url(address + there)
    assert page.locator("html").get_attribute("lang") == language


def test_the_mouse_alone_runs_and_stops(page: Page, address: str) -> None:
    page.goto(address)
    found = block(page, "generators/take_turns")
    found.evaluate("block => { block.source = 'while True: pass' }")
    found.locator("button[data-action=run]").click()
    wait_for_state(found, "running")
    found.locator("button[data-action=stop]").click()
    wait_for_state(found, "stopped")


def test_keyboard_alone_runs_and_stops(page: Page, address: str) -> None:
    page.goto(address)
    found = block(page, "generators/take_turns")
    found.evaluate("block => { block.source = 'while True: pass' }")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.action") == "run":
            break
    assert page.evaluate("document.activeElement.dataset.action") == "run"
    page.keyboard.press("Enter")
    wait_for_state(found, "running")
    assert page.evaluate("document.activeElement.dataset.action") == "stop"
    page.keyboard.press("Space")
    wait_for_state(found, "stopped")
    assert page.evaluate("document.activeElement.dataset.action") == "run"


@pytest.mark.parametrize(
    "where", [page for page in all_pages() if snippets_on(page) and not page.startswith("en/")]
)
def test_without_javascript_code_and_recording_are_there(
    open_page: OpenPage, address: str, where: str
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(address + where)
    for snippet in snippets_on(where):
        found = page.locator(f'live-snippet[name="{snippet.name}"]')
        recording = snippet.recording()
        assert found.locator("[data-part=code]").text_content() == snippet.source
        assert found.locator("[data-part=output]").text_content() == (
            recording.stdout + recording.stderr
        )
        assert recording.recorded_by in (found.text_content() or "")
        assert found.locator("button").count() == 0


def test_failed_download_says_so_and_can_be_tried_again(page: Page, address: str) -> None:
    page.context.route("**/pyodide.asm.wasm*", lambda route: route.abort())
    page.goto(address + "en/article/coroutine/")
    found = block(page, "generators/plain_calls")
    recorded = output(found)
    press(found, "run")
    wait_for_state(found, "failed")
    assert "pyodide.asm.wasm.gz is kept back" in found.inner_text()
    assert output(found) == recorded
    page.context.unroute("**/pyodide.asm.wasm*")
    assert found.locator("button[data-action=run]").inner_text() == "Try again"
    press(found, "run")
    assert wait_for_state(found, "passed", "differs") == "passed"


def test_scripts_that_cannot_be_loaded_are_a_failed_download_too(page: Page, address: str) -> None:
    page.goto(address + "en/article/coroutine/")
    found = block(page, "generators/plain_calls")
    page.context.set_offline(True)
    press(found, "run")
    wait_for_state(found, "failed")
    page.context.set_offline(False)
    press(found, "run")
    assert wait_for_state(found, "passed", "differs") == "passed"


@pytest.mark.parametrize(
    ("where", "word", "expected"),
    [
        ("", "猴子补丁", "article/gevent"),
        ("", "生产者", "article/producer-consumer"),
        ("en/", "monkey patching", "en/article/gevent"),
        ("", "frame_and_locals", "article/coroutine"),
    ],
)
def test_search_finds_chinese_and_english(
    page: Page, address: str, where: str, word: str, expected: str
) -> None:
    page.goto(address + where)
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type(word)
    page.keyboard.press("End")  # Chinese comes without keys, and for one the theme waits
    result = page.locator(f".md-search-result__link[href*='{expected}']").first
    result.wait_for()
    hrefs = page.locator(".md-search-result__link").evaluate_all("xs => xs.map(x => x.href)")
    assert {href.startswith(f"{address}en/") for href in hrefs} == {where == "en/"}
    result.click()
    page.wait_for_url(re.compile(re.escape(expected)))


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_search_knows_programs_and_what_they_print_but_no_single_steps(
    site: Path, prefix: str
) -> None:
    docs = json.loads((site / prefix / "search/sections.json").read_text("utf-8"))
    texts = {doc["location"].removeprefix(prefix): doc["text"] for doc in docs}
    shown = texts["article/threads-and-coroutines/#shared-data"]
    assert "comparison/lost_update.py" in shown
    assert "seen = total  # read" in shown
    assert "<pre>switch inside the update:  4</pre>" in shown
    for text in texts.values():
        assert '"events":[{' not in text
        assert not re.search(r"Line \d+: |第\W*\d+\W*行\W*：", text)
    assert max(map(len, texts.values())) < 20_000


def test_html_and_styles_name_no_resource_of_another_host(site: Path) -> None:
    tag = re.compile(r"<(?:script|img|iframe|source|link|object|embed|use)\b[^>]*>")
    url = re.compile(r"""(?:src|href|srcset|data)\s*=\s*["']?((?:https?:)?//[^"'\s>]+)""")
    harmless = re.compile(r'rel="(?:canonical|prev|next|alternate)"')
    found = []
    for path in site.rglob("*.html"):
        for match in tag.finditer(path.read_text("utf-8")):
            if not harmless.search(match[0]):
                found += [f"{path.name}: {address}" for address in url.findall(match[0])]
    for path in site.rglob("*.css"):
        found += re.findall(r"url\(\s*[\"']?(?:https?:)?//[^)]*", path.read_text("utf-8"))
    assert found == []


def test_no_page_is_larger_than_500_kilobytes(site: Path) -> None:
    """Pages of the reference are not asked: they hold the source of every program and function."""
    sizes = {
        path.relative_to(site).as_posix(): path.stat().st_size
        for path in site.rglob("*.html")
        if "reference" not in path.parts
    }
    assert len(sizes) > 20
    assert {page: size for page, size in sizes.items() if size > 500_000} == {}


@pytest.mark.parametrize("where", all_pages(), ids=lambda where: where or "front")
def test_no_page_scrolls_sideways_at_360_pixels(
    open_page: OpenPage, address: str, where: str
) -> None:
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto(address + where)
    assert page.evaluate("document.scrollingElement.scrollWidth") == 360


def test_buttons_are_large_enough_to_touch(open_page: OpenPage, address: str) -> None:
    page = open_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    page.goto(address)
    block(page, "generators/take_turns")
    for box in page.locator("live-snippet button:not([hidden])").all():
        size = box.bounding_box()
        assert size and size["height"] >= 40 and size["width"] >= 40
