"""A browser without JSPI, for which Chromium stands: what it runs, and what it says of the rest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.blocks import block, output, press, set_source, wait_for_state
from tests.browser.fixtures import OpenPage
from tests.browser.running.test_same_as_natively import FAILS, program, run_natively

ENDED = ("passed", "differs", "done", "failed", "stopped", "unavailable")
WITHOUT = "delete WebAssembly.Suspending; delete WebAssembly.promising;\n"
PAGE = "en/course/choosing/"
GEVENT = "choosing/fetch_gevent"

WAITS = """\
import asyncio
import signal
import time


async def wait(name, seconds):
    await asyncio.sleep(seconds)
    print(name)


async def main():
    await asyncio.gather(wait("late", 0.4), wait("early", 0.1))
    async with asyncio.timeout(0.2):
        await asyncio.Event().wait()


began = time.monotonic()
try:
    asyncio.run(main())
except TimeoutError:
    print("timeout")
time.sleep(0.2)
print(time.monotonic() - began >= 0.7)
try:
    input("Name? ")
except EOFError as error:
    print(error)
try:
    signal.pause()
except OSError as error:
    print(error.strerror)
"""
"""A program that waits in every way."""

WAITS_PRINTS = """\
early
late
timeout
True
Name? nobody can type here: this browser cannot suspend a program (it lacks JSPI)
no signal can arrive while this program waits: this browser cannot suspend a program (it lacks JSPI)
"""

FRAMES = program("in_tab_shown_frames", "in_tab_plain_frames").removesuffix(FAILS) + "input()\n"
"""A program that shows its stacks and tracebacks; the last one is of ``input``, which fails."""


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Open an empty tab in which neither pages nor workers have JSPI."""
    page = open_page()
    page.add_init_script(WITHOUT)
    page.route(
        "**/worker-*.js",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=WITHOUT + answer.text(),
            headers=answer.headers,
        ),
    )
    return page


def status(found: Locator) -> Locator:
    return found.locator("[data-part=status]")


def run(found: Locator, source: str) -> str:
    set_source(found, source)
    press(found, "run")
    return wait_for_state(found, *ENDED)


@pytest.mark.parametrize(
    ("prefix", "title", "waits"),
    [
        ("", "gevent 在这个浏览器里运行不了", "占着处理器"),
        ("en/", "gevent cannot run", "processor stays busy"),
    ],
)
def test_a_page_with_gevent_has_one_notice_before_anything_is_pressed(
    page: Page, address: str, prefix: str, title: str, waits: str
) -> None:
    page.goto(f"{address}{prefix}article/gevent/")
    notice = page.locator("[data-part=without-jspi]")
    expect(notice).to_contain_text(title)
    expect(notice).to_contain_text("Chrome")
    assert notice.count() == 1
    gevent = page.locator("live-snippet[runtime=gevent]")
    assert gevent.count() > 1
    expect(gevent.locator("button[data-action=run]:visible")).to_have_count(0)
    for found in gevent.all():
        expect(status(found)).to_contain_text("JSPI")
    page.goto(f"{address}{prefix}errors/async/")
    expect(status(block(page, "failing/forgotten_await"))).to_contain_text(waits)
    assert page.locator("[data-part=without-jspi]").count() == 0


def test_an_edited_block_of_gevents_that_is_reset_is_as_it_was(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    found = block(page, GEVENT)
    expect(status(found)).to_contain_text("recording is below")
    recorded = output(found)
    press(found, "edit")
    found.locator(".cm-content").wait_for()
    assert run(found, "import gevent\n") == "failed"
    expect(status(found)).to_have_text("This browser lacks JSPI, so gevent cannot run here.")
    assert run(found, "print('plain')") == "done"
    assert output(found) == "plain\n"
    press(found, "reset")
    assert found.get_attribute("state") == "unavailable"
    assert output(found) == recorded
    expect(status(found)).to_contain_text("recording is below")
    expect(found.locator("button[data-action=run]")).to_be_hidden()
    set_source(found, "print('again')")
    expect(found.locator("button[data-action=run]")).to_be_visible()
    page.keyboard.press("Control+z")
    found.evaluate("block => { block.source = block.original }")
    expect(found.locator("button[data-action=run]")).to_be_hidden()


def test_the_playground_runs_what_it_can_and_speaks_of_no_recording(
    page: Page, address: str
) -> None:
    page.goto(address + "en/playground/")
    found = block(page, "playground")
    found.locator(".cm-content").wait_for()
    expect(page.locator("[data-part=without-jspi]")).to_contain_text("gevent cannot run")
    assert run(found, "import gevent\n") == "failed"
    expect(status(found)).to_have_text("This browser lacks JSPI, so gevent cannot run here.")
    assert run(found, f"import requests\nrequests.get({address!r})\n") == "failed"
    assert "it lacks JSPI), so no program can fetch here" in output(found)
    assert run(found, WAITS) == "done"
    assert output(found) == WAITS_PRINTS
    promise = "import asyncio, js\nasync def main():\n    await js.Promise.new(lambda *_: None)\n"
    assert run(found, promise + "asyncio.run(main())") == "failed"
    assert "no promise can settle" in output(found)


def test_no_frame_of_ours_is_in_a_stack_or_traceback(
    page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(address + "en/playground/")
    found = block(page, "playground")
    assert run(found, FRAMES) == "failed"
    printed = run_natively(FRAMES, tmp_path).stdout
    assert output(found) == printed
    assert re.search(r"^hook \['<module>:\d+'\]$", printed, re.MULTILINE)
