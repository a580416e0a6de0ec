"""The playground: programs that come by link or by name never run by themselves, none is lost."""

from __future__ import annotations

import base64
import random
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.blocks import SNIPPETS, block, output, press, set_source, wait_for_state
from tests.browser.editing.test_editing import source, write_at_end
from tests.browser.fixtures import OpenPage

PLAYGROUND = "en/playground/"


def link(program: str) -> str:
    """Pack a program as share.js does, by other means."""
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(program.encode()) + packer.flush()
    return "#code=" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def playground(page: Page) -> Locator:
    found = block(page, "playground")
    found.locator(".cm-content").wait_for()
    found.locator("button[data-action=download]").wait_for()
    return found


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_begins_empty_in_edit_mode_and_draws_what_ran(
    page: Page, address: str, prefix: str
) -> None:
    page.goto(f"{address}{prefix}playground/")
    found = playground(page)
    assert source(found) == ""
    assert found.get_attribute("state") == "recorded"
    found.locator(".cm-content").focus()
    page.keyboard.insert_text("def f():\n    yield 1\n\n\nprint(*f())\n")
    page.keyboard.press("Control+Enter")
    assert wait_for_state(found, "done", "failed") == "done"
    assert output(found) == "1\n"
    expect(found.locator("svg.timeline .tl-head").first).to_be_visible()
    found.locator(".cm-content").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("print(2)")
    page.keyboard.press("Control+Enter")
    wait_for_state(found, "booting", "running", "done")
    assert wait_for_state(found, "done", "failed") == "done"
    expect(found.locator("svg.timeline")).to_be_hidden()


def test_clear_can_be_undone(page: Page, address: str) -> None:
    page.goto(address + PLAYGROUND)
    found = playground(page)
    write_at_end(found, "print('mine')")
    expect(found.locator("button[data-action=reset]")).to_have_text("Clear")
    press(found, "reset")
    assert source(found) == ""
    expect(found.locator("[data-part=status]")).to_have_text(
        "Write a few lines of Python and press Run."
    )
    found.get_by_role("button", name="Undo").click()
    assert source(found) == "print('mine')"
    expect(found.locator("[data-note=undo]")).to_have_count(0)


def test_how_a_program_ends_is_said_as_a_shell_would(page: Page, address: str) -> None:
    page.goto(address + PLAYGROUND)
    found = playground(page)
    for program, state, said, shown in [
        ("raise SystemExit(3)", "failed", "Ended with exit status 3", '"Nothing was printed."'),
        ("raise SystemExit(0)", "done", "Ended, ", '"Nothing was printed."'),
        ("1 / 0", "failed", "Ended by an exception", "none"),
    ]:
        set_source(found, program)
        assert found.evaluate("block => block.run()") == state
        expect(found.locator("[data-part=status]")).to_contain_text(said)
        empty = "output => getComputedStyle(output, '::before').content"
        assert found.locator("[data-part=output]").evaluate(empty) == shown
        expect(found.locator("button[data-action=run]")).to_have_text("Run")


def test_output_and_picture_stand_beside_the_field(open_page: OpenPage, address: str) -> None:
    page = open_page(viewport={"width": 1220, "height": 900})
    page.goto(address + PLAYGROUND)
    found = playground(page)
    assert page.locator(".md-sidebar:visible").count() == 0
    press(found, "run")
    assert wait_for_state(found, "done", "failed") == "done"
    field, printed = (
        found.locator(part).bounding_box() for part in ("[data-part=editor]", "[data-part=output]")
    )
    assert field and printed
    assert field["height"] >= 0.6 * 900
    assert field["x"] + field["width"] <= printed["x"]


def test_what_is_typed_stays(page: Page, address: str) -> None:
    page.goto(address + PLAYGROUND)
    write_at_end(playground(page), "print('mine')")
    page.reload()
    assert source(playground(page)) == "print('mine')"


def test_any_snippet_by_its_name(page: Page, address: str) -> None:
    page.goto(address + PLAYGROUND)
    found = playground(page)
    write_at_end(found, "print('mine')")
    found.locator("[data-part=chooser] select").select_option("greenlets/symmetric_switch")
    expect(found.locator("[data-note=guest]")).to_contain_text("greenlets/symmetric_switch")
    assert source(found) == (SNIPPETS / "greenlets/symmetric_switch.py").read_text("utf-8")
    assert found.get_attribute("state") == "recorded"
    press(found, "run")
    assert wait_for_state(found, "done", "failed") == "done"
    found.get_by_role("button", name="Back to my own program").click()
    assert source(found) == "print('mine')"


@pytest.mark.parametrize(
    "name", ["nowhere/nothing", "../../index", "<img src=x onerror=alert(1)>", "a" * 5000]
)
def test_a_name_that_is_none(page: Page, address: str, name: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{address}{PLAYGROUND}#snippet={name}")
    found = playground(page)
    expect(found.locator("[data-note=guest]")).to_contain_text("cannot be opened")
    assert source(found) == ""


def test_a_shared_program_is_shown_and_does_not_run(page: Page, address: str) -> None:
    page.goto(address + PLAYGROUND)
    write_at_end(playground(page), "print('mine')")
    program = "print('</script><img src=x onerror=window.broken=1>', '切换')\n"
    page.evaluate("fragment => { location.hash = fragment }", link(program))
    found = playground(page)
    expect(found.locator("[data-note=guest]")).to_contain_text("Somebody shared this program")
    assert source(found) == program
    page.wait_for_timeout(500)
    assert (found.get_attribute("state"), output(found)) == ("recorded", "")
    assert page.evaluate("window.broken") is None
    press(found, "run")
    assert wait_for_state(found, "done", "failed") == "done"
    assert output(found) == "</script><img src=x onerror=window.broken=1> 切换\n"
    write_at_end(found, "# changed")
    page.reload()
    found = playground(page)
    expect(found.locator(".cm-content")).to_contain_text("# changed")
    found.get_by_role("button", name="Back to my own program").click()
    assert source(found) == "print('mine')"
    page.reload()
    assert source(playground(page)) == "print('mine')"


def test_share_and_open_again(open_page: OpenPage, address: str) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(address + PLAYGROUND)
    found = playground(page)
    write_at_end(found, "print('from me to you', '😀')")
    press(found, "share")
    expect(found.locator("button[data-action=share]")).to_have_text("Link copied")
    shared = page.evaluate("navigator.clipboard.readText()")
    assert shared.startswith(f"{address}{PLAYGROUND}#code=")
    other = open_page()
    other.goto(shared)
    found = playground(other)
    expect(found.locator(".cm-content")).to_contain_text("from me to you")
    assert source(found) == "print('from me to you', '😀')"


def test_a_link_that_cannot_be_copied_is_shown(page: Page, address: str) -> None:
    page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('denied'))"
    )
    page.goto(address + PLAYGROUND)
    found = playground(page)
    write_at_end(found, "print(1)")
    press(found, "share")
    expect(found.locator("[data-note=share]")).to_contain_text("#code=")


@pytest.mark.parametrize("damage", ["#code=", "#code=%%%", "#code=AAAA", link("print(1)")[:-3]])
def test_a_damaged_link(page: Page, address: str, damage: str) -> None:
    page.goto(address + PLAYGROUND)
    write_at_end(playground(page), "print('mine')")
    page.goto("about:blank")
    page.goto(address + PLAYGROUND + damage)
    found = playground(page)
    expect(found.locator("[data-note=guest]")).to_contain_text("cannot be read")
    assert source(found) == "print('mine')"


def test_a_link_of_100_kb(page: Page, address: str) -> None:
    noise = random.Random(1)
    lines = [f"# {noise.randbytes(60).hex()}" for _ in range(1_250)]
    program = "\n".join([*lines, "print('long')", ""])
    fragment = link(program)
    assert 95_000 < len(fragment) < 130_000
    page.goto(address + PLAYGROUND + fragment)
    found = playground(page)
    expect(found.locator("[data-note=guest]")).to_contain_text("Somebody shared this program")
    assert source(found) == program
    press(found, "run")
    assert wait_for_state(found, "done", "failed") == "done"
    assert output(found) == "long\n"


def test_a_link_that_swells(page: Page, address: str) -> None:
    page.goto(address + PLAYGROUND + link(" " * 50_000_000))
    found = playground(page)
    expect(found.locator("[data-note=guest]")).to_contain_text("longer than a million bytes")
    assert source(found) == ""


def test_download(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address + PLAYGROUND)
    found = playground(page)
    write_at_end(found, "print('kept', '切换')")
    with page.expect_download() as download:
        press(found, "download")
    assert download.value.suggested_filename == "playground.py"
    download.value.save_as(tmp_path / "kept.py")
    assert (tmp_path / "kept.py").read_text("utf-8") == "print('kept', '切换')"


def test_from_a_block_to_the_playground_and_back(page: Page, address: str) -> None:
    page.goto(address + "en/article/coroutine/")
    found = block(page, "generators/interleave")
    press(found, "edit")
    found.locator(".cm-content").wait_for()
    write_at_end(found, "# mine")
    mine = source(found)
    found.locator("[data-action=playground]").click()
    page.wait_for_url("**/en/playground/#handover")
    there = playground(page)
    expect(there.locator("[data-note=guest]")).to_be_visible()
    assert source(there) == mine
    page.go_back()
    found = block(page, "generators/interleave")
    found.locator(".cm-content").wait_for()
    assert source(found) == mine
