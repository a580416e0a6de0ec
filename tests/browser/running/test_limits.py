"""Every difference on the page of limits is one: its program prints what is kept of it.

The programs run in two runs, one without gevent and one with it.
"""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.blocks import block, output, set_source
from tests.conformance import limits
from tests.conformance.site import PAGE, SNIPPET


def test_the_tab_differs_as_the_page_of_limits_says(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    found = block(page, SNIPPET)
    printed: limits.Texts = {}
    for group in limits.groups():
        set_source(found, limits.text_for(group))
        assert found.evaluate("block => block.run()") == "done", output(found)
        printed |= limits.read(output(found))
    assert limits.disagreements(printed, place=1) == []
