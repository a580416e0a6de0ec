"""Every snippet that can run in a tab is run in one, on every page.

It prints what was recorded and switches as was recorded. Drawn from the tab's trace, the picture
is the page's: so CPython and the tab, pages/svg.py and timeline/svg.js give the same results.
Chromium runs the Chinese pages, Firefox the English ones, which show the same snippets.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.blocks import (
    ENDED,
    all_pages,
    block,
    output,
    press,
    set_source,
    snippets_on,
    wait_for_state,
)

PAGES = [page for page in all_pages() if snippets_on(page)]
CHINESE = [page for page in PAGES if not page.startswith("en/")]


@pytest.mark.parametrize("where", CHINESE, ids=lambda where: where or "front")
def test_run_ends_passed(page: Page, address: str, where: str) -> None:
    page.goto(address + where)
    ran = 0
    for snippet in snippets_on(where):
        if snippet.runtime == "native":
            continue
        found = block(page, snippet.name)
        press(found, "run")
        state = wait_for_state(found, *ENDED)
        assert state == "passed", f"{snippet.name}: {found.inner_text()}"
        recording = snippet.recording()
        assert output(found) == recording.stdout + recording.stderr
        assert found.evaluate("block => block.trace") == snippet.trace(), snippet.name
        ran += 1
    assert ran == len([s for s in snippets_on(where) if s.runtime != "native"])


@pytest.mark.parametrize("where", PAGES, ids=lambda where: where or "front")
def test_recorded_only_snippets_have_no_run_button(page: Page, address: str, where: str) -> None:
    page.goto(address + where)
    for snippet in snippets_on(where):
        found = block(page, snippet.name)
        assert found.locator("button[data-action=run]").count() == (snippet.runtime != "native")
        if snippet.runtime == "native":
            reason = found.locator("[data-part=status]").inner_text()
            assert ("录制" in reason) or ("recording" in reason)


@pytest.mark.parametrize("where", [w for w in PAGES if "article" in w], ids=lambda where: where)
def test_an_edited_run_is_drawn_as_the_page_was_built(page: Page, address: str, where: str) -> None:
    page.goto(address + where)
    for snippet in snippets_on(where):
        trace = snippet.trace()
        if (
            snippet.runtime != "tab"
            or not trace
            or not trace["events"]
            or "sleep" in snippet.source
        ):
            continue
        found = block(page, snippet.name)
        built = found.locator("svg.timeline").evaluate("svg => svg.outerHTML")
        set_source(found, snippet.source + "# edited\n")
        press(found, "run")
        assert wait_for_state(found, *ENDED) in ("done", "failed")
        found.locator("[data-part=steps]").wait_for(state="attached")
        assert found.evaluate("block => block.trace") == trace, snippet.name
        drawn = found.locator("svg.timeline").evaluate("svg => svg.outerHTML")
        assert drawn == built, snippet.name
