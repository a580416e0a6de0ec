"""Every snippet that can run in a tab is run in one, on every page, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.blocks import (
    ENDED,
    all_pages,
    block,
    output,
    press,
    snippets_on,
    wait_for_state,
)

PAGES = [page for page in all_pages() if snippets_on(page)]


@pytest.mark.parametrize("where", PAGES, ids=lambda where: where or "front")
def test_run_ends_passed(page: Page, address: str, where: str) -> None:
    page.goto(address + where)
    ran = 0
    for snippet in snippets_on(where):
        if snippet.runtime != "tab":
            continue
        found = block(page, snippet.name)
        press(found, "run")
        state = wait_for_state(found, *ENDED)
        assert state == "passed", f"{snippet.name}: {found.inner_text()}"
        recording = snippet.recording()
        assert output(found) == recording.stdout + recording.stderr
        ran += 1
    assert ran == len([s for s in snippets_on(where) if s.runtime == "tab"])


@pytest.mark.parametrize("where", PAGES, ids=lambda where: where or "front")
def test_recorded_only_snippets_have_no_run_button(page: Page, address: str, where: str) -> None:
    page.goto(address + where)
    for snippet in snippets_on(where):
        found = block(page, snippet.name)
        assert found.locator("button[data-action=run]").count() == (snippet.runtime == "tab")
        if snippet.runtime != "tab":
            reason = found.locator("[data-part=status]").inner_text()
            assert ("录制" in reason) or ("recording" in reason)
