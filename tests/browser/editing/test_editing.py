"""Editing: the field for code, drafts that stay, and what is said where they cannot."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.blocks import block, output, press, wait_for_state
from tests.browser.fixtures import OpenPage

COROUTINE = "article/coroutine/"
NAME = "generators/interleave"
KEY = f"switchpoint:draft:{NAME}"


def edit(found: Locator) -> Locator:
    """Press Edit; return the field, focused."""
    press(found, "edit")
    field = found.locator(".cm-content")
    expect(field).to_be_focused()
    return field


def write_at_end(found: Locator, text: str) -> None:
    """Type at the end of the field."""
    found.locator(".cm-content").focus()
    found.page.keyboard.press("Control+End")
    found.page.keyboard.type(text)


def source(found: Locator) -> str:
    return str(found.evaluate("block => block.source"))


def test_the_editor_is_fetched_when_edit_is_pressed_not_before(page: Page, address: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address + COROUTINE, wait_until="networkidle")
    found = block(page, NAME)
    found.hover()
    assert not [url for url in requests if "editing-" in url]
    edit(found)
    assert [url for url in requests if "editing-" in url]
    expect(found.locator("[data-part=code]")).to_be_hidden()


def test_a_click_on_the_code_puts_the_caret_there_and_a_selection_stays(
    page: Page, address: str
) -> None:
    page.goto(address + COROUTINE)
    found = block(page, NAME)
    found.scroll_into_view_if_needed()
    code = found.locator("[data-part=code] code")
    where, x, y = code.evaluate(
        """code => {
          const at = code.textContent.indexOf("yield") + 3;
          const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
          let node, left = at;
          while ((node = walker.nextNode()) && left > node.length) left -= node.length;
          const range = document.createRange();
          range.setStart(node, left);
          const { left: x, top, height } = range.getBoundingClientRect();
          return [at, x, top + height / 2];
        }"""
    )
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=3)
    page.mouse.up()
    page.wait_for_timeout(500)
    assert page.evaluate("getSelection().toString()")
    assert found.locator(".cm-content").count() == 0, "the reader selects text to copy it"
    page.evaluate("getSelection().removeAllRanges()")
    before = source(found)
    page.mouse.click(x, y)
    expect(found.locator(".cm-content")).to_be_focused()
    page.keyboard.type("!")
    assert source(found) == before[:where] + "!" + before[where:]


def test_edited_code_runs_by_a_key_and_ends_without_comparison(page: Page, address: str) -> None:
    page.goto(address + "en/" + COROUTINE)
    found = block(page, NAME)
    edit(found)
    write_at_end(found, "\nfor i in range(2):\nprint('added', i)\n")
    expect(found.locator("[data-part=status]")).to_contain_text("Edited.")
    page.keyboard.press("Control+Enter")
    assert wait_for_state(found, "done", "failed", "passed", "differs") == "done"
    assert output(found) == "x\n1\n2\n3\ny\nz\nadded 0\nadded 1\n"
    expect(found.locator(".cm-content")).to_be_focused()


def test_an_unchanged_program_is_compared_in_the_editor_too(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, NAME)
    edit(found)
    page.keyboard.press("Shift+Enter")
    assert wait_for_state(found, "done", "failed", "passed", "differs") == "passed"


def test_tab_leaves_the_field(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, NAME)
    before = source(found)
    edit(found)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.action") == "run"
    assert source(found) == before


def test_reset_is_one_step_that_undo_takes_back(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, NAME)
    original = source(found)
    edit(found)
    write_at_end(found, "# mine")
    edited = source(found)
    press(found, "reset")
    assert source(found) == original
    expect(found.locator("button[data-action=reset]")).to_be_hidden()
    found.locator(".cm-content").focus()
    page.keyboard.press("Control+z")
    assert source(found) == edited


def test_a_draft_survives_reload_and_navigation(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, NAME)
    edit(found)
    write_at_end(found, "# mine")
    page.reload()
    found = block(page, NAME)
    found.locator(".cm-content").wait_for()
    assert source(found).endswith("# mine")
    write_at_end(found, ", too")
    page.evaluate("window.same = true")
    page.locator(".md-footer__link--next").press("Enter")  # a mouse's click could be lost
    page.wait_for_url("**/article/producer-consumer/")
    page.go_back()
    page.wait_for_url("**/article/coroutine/")
    found = block(page, NAME)
    found.locator(".cm-content").wait_for()
    assert source(found).endswith("# mine, too")
    assert page.evaluate("window.same") is True, "the page was loaded anew"


def test_a_draft_survives_a_program_that_spins(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, NAME)
    edit(found)
    write_at_end(found, "print('spins')\nwhile True: pass")
    mine = source(found)
    press(found, "run")
    found.locator("[data-part=output] span", has_text="spins").wait_for()
    press(found, "stop")
    wait_for_state(found, "stopped")
    assert source(found) == mine
    page.reload()
    found = block(page, NAME)
    found.locator(".cm-content").wait_for()
    assert source(found) == mine


def test_a_draft_is_forgotten_by_reset(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, NAME)
    edit(found)
    write_at_end(found, "# mine")
    press(found, "reset")
    assert page.evaluate("key => localStorage.getItem(key)", KEY) is None
    page.reload()
    found = block(page, NAME)
    assert found.locator("button[data-action=edit]").count() == 1


def test_a_new_original_is_told_and_both_can_be_seen(page: Page, address: str) -> None:
    page.goto(address + "en/" + COROUTINE)
    draft = json.dumps({"source": "print('mine')\n", "original": "print('old')\n"})
    page.evaluate("([key, draft]) => localStorage.setItem(key, draft)", [KEY, draft])
    page.reload()
    found = block(page, NAME)
    note = found.locator("[data-note=original]")
    expect(note).to_contain_text("The original has changed")
    assert source(found) == "print('mine')\n"
    note.get_by_role("button", name="Show the new original").click()
    expect(found.locator("[data-part=code]")).to_be_visible()
    expect(found.locator("[data-part=code]")).to_contain_text("func_a")
    note.get_by_role("button", name="Understood").click()
    expect(note).to_have_count(0)
    page.reload()
    found = block(page, NAME)
    found.locator(".cm-content").wait_for()
    assert source(found) == "print('mine')\n"
    expect(found.locator("[data-note=original]")).to_have_count(0)


def test_a_full_storage_is_told_and_editing_goes_on(page: Page, address: str) -> None:
    page.goto(address + "en/" + COROUTINE)
    page.evaluate(
        """() => {
          let text = "x".repeat(1 << 20);
          for (let n = 0; text; n++) {
            try { localStorage.setItem(`full${n}`, text); }
            catch { text = text.slice(1 + text.length / 2); }
          }
        }"""
    )
    found = block(page, NAME)
    edit(found)
    write_at_end(found, "print('still here')\n")
    expect(found.locator("[data-note=storage]")).to_contain_text("Copy what matters")
    press(found, "run")
    assert wait_for_state(found, "done", "failed") == "done"
    assert output(found).endswith("still here\n")


def test_no_storage_at_all(open_page: OpenPage, address: str) -> None:
    page = open_page()
    page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"])
          Object.defineProperty(window, name, {
            get() { throw new DOMException("denied", "SecurityError"); },
          });"""
    )
    page.goto(address + "en/" + COROUTINE)
    found = block(page, NAME)
    edit(found)
    write_at_end(found, "print('still here')\n")
    expect(found.locator("[data-note=storage]")).to_be_visible()
    press(found, "run")
    assert wait_for_state(found, "done", "failed") == "done"
    mine = source(found)
    found.locator("[data-action=playground]").click()
    page.wait_for_url("**/playground/#code=*")
    playground = block(page, "playground")
    expect(playground.locator(".cm-content")).to_contain_text("still here")
    assert source(playground) == mine


def test_markup_in_code_stays_text(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, NAME)
    edit(found)
    markup = "</script><img src=x onerror=window.broken=1>"
    write_at_end(found, f"print('{markup}')")
    press(found, "run")
    assert wait_for_state(found, "done", "failed") == "done"
    assert output(found).endswith(f"{markup}\n")
    page.reload()
    found = block(page, NAME)
    found.locator(".cm-content").wait_for()
    assert markup in source(found)
    assert found.locator("img").count() == 0
    assert page.evaluate("window.broken") is None


def test_colours_switch_with_the_palette(open_page: OpenPage, address: str) -> None:
    page = open_page(color_scheme="light")
    page.goto(address + COROUTINE)
    found = block(page, NAME)
    edit(found)
    colour = "editor => getComputedStyle(editor).backgroundColor"
    light = found.locator(".cm-editor").evaluate(colour)
    page.locator("[data-next-scheme]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.wait_for_function(
        "([editor, light]) => getComputedStyle(editor).backgroundColor !== light",
        arg=[found.locator(".cm-editor").element_handle(), light],
    )


def test_stepping_lights_up_lines_of_the_field(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, NAME)
    edit(found)
    write_at_end(found, "\nc = func_b()\nnext(c)\n")
    press(found, "run")
    assert wait_for_state(found, "done", "failed") == "done"
    found.locator("[data-part=timeline]").evaluate("box => { box.open = true }")
    press(found, "step-forward")
    expect(found.locator(".cm-lit")).to_have_text("next(a)")
    found.locator("[data-part=steps] input").evaluate(
        "slider => { slider.value = slider.max; slider.dispatchEvent(new Event('input')) }"
    )
    expect(found.locator(".cm-lit")).to_have_count(1)


def test_two_tabs_tell_each_other(page: Page, address: str) -> None:
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(address + "en/" + COROUTINE)
        edit(block(tab, NAME))
    here, there = block(page, NAME), block(other, NAME)
    here.locator(".cm-content").focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("# from here")  # at once, so that it is kept once
    note = there.locator("[data-note=other]")
    expect(note).to_contain_text("changed in another tab")
    assert not source(there).endswith("# from here"), "nothing is replaced unasked"
    note.get_by_role("button", name="Take that version").click()
    assert source(there) == source(here)
    there.locator(".cm-content").focus()
    other.keyboard.press("Control+z")
    assert not source(there).endswith("# from here")


@pytest.mark.parametrize(
    ("program", "line", "told"),
    [
        ("print('before')\n1 / 0\n", "1 / 0", "ZeroDivisionError"),
        ("print('before'\n", "print('before'", "SyntaxError"),
        ("def f():\n    raise ValueError('<b>')\n\n\nf()\n", "    raise ValueError", "<b>"),
    ],
)
def test_an_error_marks_its_line(
    page: Page, address: str, program: str, line: str, told: str
) -> None:
    page.goto(address + COROUTINE)
    found = block(page, NAME)
    edit(found)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(program)
    page.keyboard.press("Control+Enter")
    assert wait_for_state(found, "done", "failed") == "failed"
    expect(found.locator(".cm-fault")).to_have_count(1)
    expect(found.locator(".cm-fault")).to_contain_text(line)
    expect(found.locator(".cm-fault-note")).to_contain_text(told)
    found.locator(".cm-content").focus()
    page.keyboard.insert_text(" ")
    expect(found.locator(".cm-fault")).to_have_count(0)


def test_an_input_method_composes_without_lost_or_doubled_letters(page: Page, address: str) -> None:
    """As Chinese is typed: letters stand in the field until a word replaces them."""
    page.goto(address + COROUTINE)
    found = block(page, NAME)
    edit(found)
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type('print("")')
    for _ in '")':
        page.keyboard.press("ArrowLeft")
    compose(page, "n", "ni", "ni h", "ni ha", "ni hao", word="你好")
    compose(page, "s", "sh", "shi", "shi j", "shi jie", word="世界")
    page.keyboard.type("!")
    page.keyboard.press("ArrowLeft")
    compose(page, "d", "do", word="，")  # in the midst of a line
    compose(page, "x", "xx", word="")  # given up
    assert source(found) == 'print("你好世界，!")'
    page.keyboard.press("Control+Enter")
    assert wait_for_state(found, "done", "failed") == "done"
    assert output(found) == "你好世界，!\n"
    page.keyboard.press("Control+z")
    assert "，" not in source(found)
    page.wait_for_timeout(500)  # the draft is kept
    page.reload()
    expect(block(page, NAME).locator(".cm-content")).to_contain_text("你好世界!")


def compose(page: Page, *steps: str, word: str) -> None:
    """Type letters into an input method, which then puts a word in their place."""
    method = page.context.new_cdp_session(page)
    for step in steps:
        at = {"selectionStart": len(step), "selectionEnd": len(step)}
        method.send("Input.imeSetComposition", {"text": step, **at})
    if word:
        method.send("Input.insertText", {"text": word})
    else:
        method.send("Input.imeSetComposition", {"text": "", "selectionStart": 0, "selectionEnd": 0})
    method.detach()
