"""A folded output: guessing it, unfolding it by hand, by a key and by Run, printing, no scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.blocks import press, wait_for_state
from tests.browser.fixtures import OpenPage
from tests.browser.pages.test_accessibility import complaints

COROUTINE = "article/coroutine/"
NAME = "generators/article_as_written"
GUESS = "x\n1\n2\n3\ny\nz"


def folded(page: Page) -> Locator:
    """Return the block, once its element is upgraded; unlike ``block`` this unfolds nothing."""
    found = page.locator(f'live-snippet[name="{NAME}"]')
    found.locator("button[data-action=copy]").wait_for()
    return found


def compared(found: Locator) -> list[list[str]]:
    """Return for each line of the comparison its kind, then the guess, then the output."""
    rows: list[list[str]] = found.locator("[data-part=guessed] li").evaluate_all(
        "rows => rows.map(it => [it.dataset.kind, ...[...it.querySelectorAll('code')]"
        ".map(code => code.textContent)])"
    )
    return rows


def test_output_and_picture_are_folded_until_the_question_is_opened(
    page: Page, address: str
) -> None:
    page.goto(address + "en/" + COROUTINE)
    found = folded(page)
    expect(found.locator("[data-part=output]")).to_be_hidden()
    expect(found.locator("[data-part=timeline]")).to_be_hidden()
    found.get_by_text("What will it print?").click()
    expect(found.locator("[data-part=output]")).to_be_visible()
    expect(found.locator("[data-part=timeline]")).to_be_visible()
    assert compared(found) == []


def test_a_guess_is_compared_line_by_line_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address + "en/" + COROUTINE)
    found = folded(page)
    field = found.get_by_label("Your guess")
    field.focus()
    page.keyboard.type(GUESS)
    found.locator("button[data-action=compare]").wait_for()
    page.keyboard.press("Tab")
    expect(found.locator("button[data-action=compare]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(found.locator("[data-part=output]")).to_be_visible()
    status = found.get_by_role("status")
    expect(status.get_by_text("You got 4 of the 5 lines right")).to_be_visible()
    assert compared(found) == [
        *(["right", line] for line in "x123"),
        ["differs", "y", "StopIteration"],
        ["extra", "z"],
    ]
    field.fill("x\n1\n2\n3\nStopIteration")
    field.press("Control+Enter")
    expect(found.get_by_role("status").get_by_text("Every line is right.")).to_be_visible()


def test_run_unfolds_and_compares_with_the_recording(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = folded(page)
    found.locator("textarea").fill("x\n2\n3")
    found.locator("button[data-action=compare]").wait_for()
    press(found, "run")
    assert wait_for_state(found, "passed", "differs", "failed") == "passed"
    expect(found.locator("[data-part=output]")).to_be_visible()
    assert compared(found) == [
        ["right", "x"],
        ["missing", "1"],
        ["right", "2"],
        ["right", "3"],
        ["missing", "StopIteration"],
    ]


def test_without_scripts_it_is_a_plain_fold(open_page: OpenPage, address: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(address + COROUTINE)
    found = page.locator(f'live-snippet[name="{NAME}"]')
    expect(found.locator("[data-part=guess]")).to_be_hidden()
    expect(found.locator("[data-part=output]")).to_be_hidden()
    found.get_by_text("它会打印什么？").click()
    expect(found.locator("[data-part=output]")).to_be_visible()
    expect(found.locator("[data-part=timeline]")).to_be_visible()


def test_in_print_output_and_picture_are_shown(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = folded(page)
    page.emulate_media(media="print")
    for part in ("[data-part=output]", "[data-part=timeline]"):
        box = found.locator(part).bounding_box()
        assert box and box["height"] > 50
    expect(found.locator("[data-part=guess]")).to_be_hidden()


@pytest.mark.parametrize("where", [COROUTINE, "en/" + COROUTINE])
def test_axe_is_content_with_a_comparison(open_page: OpenPage, address: str, where: str) -> None:
    page = open_page(color_scheme="light", reduced_motion="reduce")
    page.goto(address + where)
    found = folded(page)
    found.locator("textarea").fill(GUESS)
    found.locator("button[data-action=compare]").click()
    expect(found.locator("[data-part=guessed] li")).to_have_count(6)
    assert complaints(page) == []


def test_the_script_is_loaded_when_the_reader_goes_into_the_field(page: Page, address: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address + COROUTINE, wait_until="networkidle")
    found = folded(page)
    found.get_by_text("它会打印什么？").click()
    assert not [url for url in requests if "/prediction-" in url]
    found.locator("textarea").focus()
    found.locator("button[data-action=compare]").wait_for()
    assert [url for url in requests if "/prediction-" in url]


def test_line_numbers_are_not_copied_and_the_text_stays_in_place_in_the_field(
    page: Page, address: str
) -> None:
    page.goto(address + COROUTINE)
    found = page.locator('live-snippet[name="generators/interleave"]')
    code = found.locator("[data-part=code] code")
    before = code.evaluate(
        "code => { const range = document.createRange();"
        " range.setStart(code, 0); range.setEnd(code, 1);"
        " const box = range.getBoundingClientRect(); getSelection().selectAllChildren(code);"
        " const part = code.closest('[data-part=program]');"
        " const top = box.top - part.getBoundingClientRect().top;"
        " return [box.left, top, getSelection().toString(), code.textContent] }"
    )
    assert before[2].rstrip() == before[3].rstrip()
    numbers = code.evaluate("code => getComputedStyle(code.parentElement, '::before').content")
    assert numbers.startswith('"1\\a 2\\a 3') or numbers.startswith('"1\n2\n3')
    press(found, "edit")
    line = found.locator(".cm-line").first
    line.wait_for()
    after = line.evaluate(
        "line => { const range = document.createRange(); range.selectNodeContents(line);"
        " const { left, top } = range.getBoundingClientRect();"
        " const part = line.getRootNode().host.closest('[data-part=program]');"
        " return [left, top - part.getBoundingClientRect().top] }"
    )
    assert after[0] == pytest.approx(before[0], abs=1)
    assert after[1] == pytest.approx(before[1], abs=1)
