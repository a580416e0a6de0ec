"""Every snippet that can run in a tab is run in one, on every page.

It prints what was recorded and switches as was recorded. Drawn from the tab's trace, the picture
is the page's: so CPython and the tab, pages/svg.py and timeline/svg.js give the same results.
The Chinese pages are visited: the English ones show the same snippets (pages/parity.py).
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from switchpoint.snippets.snippet import Snippet
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

PAGES = [page for page in all_pages() if snippets_on(page) and not page.startswith("en/")]


@pytest.mark.parametrize("where", PAGES, ids=lambda where: where or "front")
def test_the_snippets_of_a_page(page: Page, address: str, where: str) -> None:
    """One visit does it all: on a small machine, opening pages would take most of the time."""
    page.goto(address + where)
    for snippet in snippets_on(where):
        found = block(page, snippet.name)
        has_its_button(found, snippet)
        if snippet.runtime != "native":
            runs_as_recorded(found, snippet)
        if is_drawn_at_once(snippet) and "article" in where:
            is_drawn_as_the_page_was_built(found, snippet)


def has_its_button(found: Locator, snippet: Snippet) -> None:
    is_live = snippet.runtime != "native"
    assert found.locator("button[data-action=run]").count() == is_live, snippet.name
    if not is_live:
        reason = found.locator("[data-part=status]").inner_text()
        assert ("录制" in reason) or ("recording" in reason), snippet.name


def runs_as_recorded(found: Locator, snippet: Snippet) -> None:
    press(found, "run")
    state = wait_for_state(found, *ENDED)
    assert state == "passed", f"{snippet.name}: {found.inner_text()}"
    recording = snippet.recording()
    assert output(found) == recording.stdout + recording.stderr
    assert found.evaluate("block => block.trace") == snippet.trace(), snippet.name


def is_drawn_at_once(snippet: Snippet) -> bool:
    """Tell whether a program has a picture and does not sleep."""
    trace = snippet.trace()
    has_picture = trace is not None and trace["events"] != []
    return snippet.runtime == "tab" and has_picture and "sleep" not in snippet.source


def is_drawn_as_the_page_was_built(found: Locator, snippet: Snippet) -> None:
    """Run the program with a comment more: the browser draws it, where the page's picture was."""
    built = found.locator("svg.timeline").evaluate("svg => svg.outerHTML")
    set_source(found, snippet.source + "# edited\n")
    press(found, "run")
    assert wait_for_state(found, *ENDED) in ("done", "failed"), snippet.name
    found.locator("[data-part=steps]").wait_for(state="attached")
    assert found.evaluate("block => block.trace") == snippet.trace(), snippet.name
    drawn = found.locator("svg.timeline").evaluate("svg => svg.outerHTML")
    assert drawn == built, snippet.name
