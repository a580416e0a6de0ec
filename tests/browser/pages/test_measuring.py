"""A reader's measurements beside the recorded ones: files, text, bad ones, the tab's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.fixtures import OpenPage
from tests.browser.pages.test_accessibility import AXE, complaints, said_by_axe

SWITCH = Path(__file__).parents[3] / "measurements/switch.json"
RINGS = 'figure[data-measured="switch time"] svg circle.compared'
CELLS = 'figure[data-measured="switch time"] td[data-kind="greenlet"]'


@pytest.fixture
def area(page: Page, address: str) -> Locator:
    """Open the page; return the part that compares."""
    page.goto(address + "en/measure/")
    found = page.locator("[data-part=compare]")
    found.get_by_role("button", name="Measure in this tab").wait_for()
    return found


def twice_as_slow() -> dict[str, Any]:
    """Return the recorded switches, with twice the time for everything but a call."""
    found: dict[str, Any] = json.loads(SWITCH.read_text("utf-8"))
    kinds = found["measures"]["time"]["kinds"]
    for kind in kinds.keys() - {"call"}:
        kinds[kind]["all"] = [2 * sample for sample in kinds[kind]["all"]]
    return found


def test_a_file_is_drawn_beside_ours_and_taken_off_again(area: Locator, page: Page) -> None:
    text = json.dumps(twice_as_slow()).encode()
    area.locator("input[type=file]").set_input_files(
        {"name": "switch.json", "mimeType": "application/json", "buffer": text}
    )
    expect(area.get_by_role("status")).to_have_text("Drawn beside ours: switch.")
    recorded = json.loads(SWITCH.read_text("utf-8"))["measures"]["time"]["kinds"]
    expect(page.locator(RINGS)).to_have_count(len(recorded))
    page.locator('figure[data-measured="switch time"] summary').click()
    assert all("yours: " in text for text in page.locator(CELLS).all_inner_texts())
    assert complaints(page) == []
    area.get_by_role("button", name="Take my numbers off the page").click()
    expect(page.locator(".compared")).to_have_count(0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hello", "This is not JSON, so it is not what the command writes."),
        ('{"name": "left-pad"}', "This is JSON, but not a measurement"),
        (json.dumps(twice_as_slow() | {"format": 2}), "This measurement has the format 2, and"),
        (json.dumps(twice_as_slow())[:400], "This is only part of a measurement"),
        (
            json.dumps(twice_as_slow() | {"experiment": "swich"}),
            "This page has no experiment called “swich”.",
        ),
    ],
)
def test_what_is_no_measurement_gets_one_sentence(
    area: Locator, page: Page, text: str, said: str
) -> None:
    area.get_by_label("Or paste").fill(text)
    expect(area.get_by_role("status")).to_contain_text(said)
    expect(page.locator(".compared")).to_have_count(0)


def test_the_tab_measures_itself(area: Locator, page: Page) -> None:
    area.get_by_role("button", name="Measure in this tab").click()
    status = area.get_by_role("status")
    expect(status).to_have_text("Drawn beside ours: create, switch.", timeout=120_000)
    for name in ("create", "switch"):
        expect(
            page.locator(f'figure[data-measured="{name} time"] circle.compared')
        ).not_to_have_count(0)


@pytest.mark.parametrize("part", ["**/runner-*.js", "**/pyodide.asm.wasm*"])
def test_a_file_that_is_kept_back_is_named_and_measuring_tried_again(
    area: Locator, page: Page, part: str
) -> None:
    page.context.route(part, lambda route: route.abort())
    measure = area.get_by_role("button", name="Measure in this tab")
    measure.click()
    status = area.get_by_role("status")
    expect(status).to_contain_text(f"{part[3:9]}")
    expect(status).to_contain_text("is kept back")
    page.context.unroute(part)
    measure.click()
    expect(status).to_have_text("Drawn beside ours: create, switch.", timeout=120_000)


def test_the_focused_button_can_be_read_in_the_dark(open_page: OpenPage, address: str) -> None:
    page = open_page(color_scheme="dark")
    page.goto(address + "en/measure/")
    page.get_by_role("button", name="Measure in this tab").focus()
    page.wait_for_function("() => !document.getAnimations().length")  # its colours are there
    page.evaluate(AXE.read_text("utf-8"))
    assert said_by_axe(page, "[data-part=compare]", {}) == []


def test_nothing_of_it_is_loaded_on_other_pages(open_page: OpenPage, address: str) -> None:
    page = open_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(address + "en/article/coroutine/", wait_until="networkidle")
    assert [url for url in loaded if "/compare-" in url] == []
    page.goto(address + "en/measure/")
    page.get_by_role("button", name="Measure in this tab").wait_for()
    assert [url for url in loaded if "/compare-" in url]
