"""What helps a beginner, below the message of a program that fails."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.blocks import output, set_source
from tests.browser.editing.test_editing import source
from tests.browser.editing.test_playground import PLAYGROUND, playground

FULL_WIDTH = "print（“你好，世界”）  # （，）\nprint（1，2）\n"
PLAIN = 'print("你好，世界")  # （，）\nprint(1,2)\n'


def test_odd_characters_are_replaced_and_errors_are_explained(page: Page, address: str) -> None:
    page.goto(address + PLAYGROUND)
    found = playground(page)
    advice = found.locator("[data-part=advice]")

    set_source(found, FULL_WIDTH)
    assert found.evaluate("block => block.run()") == "failed"
    assert "SyntaxError: invalid character '（' (U+FF08)" in output(found)
    expect(advice).to_contain_text("The （ on line 1 is a full-width character")
    advice.get_by_role("button", name="Replace all (7)").click()
    assert source(found) == PLAIN
    expect(advice).to_have_count(0)
    page.keyboard.press("Control+z")
    assert source(found) == FULL_WIDTH
    page.keyboard.press("Control+y")
    assert found.evaluate("block => block.run()") == "done"
    assert output(found) == "你好，世界\n1 2\n"
    expect(advice).to_have_count(0)

    set_source(found, "async def fetch():\n    pass\n\n\nfetch()\n")
    assert found.evaluate("block => block.run()") == "done"
    link = advice.get_by_role("link", name="RuntimeWarning: coroutine 'fetch' was never awaited")
    expect(link).to_have_attribute("href", f"{address}en/errors/async/#never-awaited")
    link.click()
    expect(page.locator("#never-awaited")).to_be_visible()


def test_what_cannot_be_seen_is_dropped_on_paste(page: Page, address: str) -> None:
    page.goto(address + PLAYGROUND)
    found = playground(page)
    field = found.locator(".cm-content")
    field.focus()
    field.evaluate(
        """(field, text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          const event = { clipboardData, bubbles: true, cancelable: true, composed: true };
          field.dispatchEvent(new ClipboardEvent("paste", event));
        }""",
        "x\u200b = '，'\ufeff\n",
    )
    assert source(found) == "x = '，'\n"
