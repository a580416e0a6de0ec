"""A timeline plays as a film: with a button and with keys, and by itself where that is welcome."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.blocks import block, press
from tests.browser.fixtures import OpenPage

INTERLEAVE = "generators/interleave"
STEPS = 8


def opened(page: Page, address: str, where: str = "article/coroutine/") -> Locator:
    """Return the block of a picture of 8 steps, with its controls."""
    page.goto(address + where)
    found = block(page, INTERLEAVE)
    found.locator(".timeline-scroll").scroll_into_view_if_needed()
    found.locator("[data-action=play]").wait_for()
    return found


def step(found: Locator) -> int:
    return int(found.locator("[data-part=steps] input").input_value())


def wait_for_step(found: Locator, number: int) -> None:
    expect(found.locator("[data-part=steps] input")).to_have_value(str(number))


def is_playing(found: Locator) -> bool:
    return "暂停" in found.locator("[data-action=play]").inner_text()


def test_it_plays_to_the_end_and_again_from_the_beginning(page: Page, address: str) -> None:
    page.clock.install()
    found = opened(page, address)
    play = found.locator("[data-action=play]")
    play.click()
    for number in range(1, STEPS + 1):
        wait_for_step(found, number)
        assert is_playing(found) == (number < STEPS)
        page.clock.run_for(1000)
    assert found.locator("[data-action=step-forward]").is_disabled()
    play.click()
    wait_for_step(found, 1)
    assert is_playing(found)


def test_any_touch_or_key_pauses_and_a_step_goes_on_from_there(page: Page, address: str) -> None:
    page.clock.install()
    found = opened(page, address)
    pauses: list[Callable[[], None]] = [
        lambda: press(found, "step-forward"),
        lambda: found.locator(".step-said").click(),
        lambda: page.keyboard.press("Shift"),
        lambda: press(found, "play"),
    ]
    for pause in pauses:
        press(found, "play")
        assert is_playing(found)
        pause()
        assert not is_playing(found)
        before = step(found)
        page.clock.run_for(3000)
        assert step(found) == before


def test_keys(page: Page, address: str) -> None:
    page.clock.install()
    found = opened(page, address)
    picture = found.locator(".timeline-scroll")
    picture.focus()
    page.keyboard.press("Space")
    assert is_playing(found)
    wait_for_step(found, 1)
    page.clock.run_for(1000)
    wait_for_step(found, 2)
    page.keyboard.press("Space")
    assert not is_playing(found)
    for key, number in {"ArrowDown": 3, "ArrowRight": 4, "ArrowUp": 3, "End": 8, "Home": 0}.items():
        page.keyboard.press(key)
        assert step(found) == number, key
    page.keyboard.press("Control+End")
    assert step(found) == 0, "a key with Ctrl is the browser's"
    found.locator("[data-part=steps] input").focus()
    page.keyboard.press("Space")
    assert is_playing(found)


def test_the_keys_of_the_field_are_its_own(page: Page, address: str) -> None:
    found = opened(page, address)
    press(found, "edit")
    found.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("a b")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("End")
    assert found.evaluate("block => block.source").startswith("a b")
    assert step(found) == 0
    assert not is_playing(found)


def test_the_speed_is_kept(page: Page, address: str) -> None:
    page.clock.install()
    found = opened(page, address)
    speed = found.locator("[data-action=speed]")
    assert speed.inner_text() == "1×"
    press(found, "play")
    speed.click()
    assert speed.inner_text() == "2×"
    assert is_playing(found), "another speed is no reason to pause"
    page.reload()
    found = opened(page, address)
    assert found.locator("[data-action=speed]").inner_text() == "2×"
    press(found, "play")
    wait_for_step(found, 1)
    page.clock.run_for(500)
    wait_for_step(found, 2)


def test_a_run_and_an_edit_end_the_film(page: Page, address: str) -> None:
    found = opened(page, address)
    press(found, "play")
    found.evaluate("block => block.run()")
    assert not is_playing(found)
    assert step(found) == 0


def test_by_touch(open_page: OpenPage, address: str) -> None:
    page = open_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    page.clock.install()
    found = opened(page, address)
    found.locator("[data-action=play]").tap()
    wait_for_step(found, 1)
    page.clock.run_for(1000)
    wait_for_step(found, 2)
    found.locator("svg.timeline").tap()
    assert not is_playing(found)
    for action in ("play", "speed"):
        box = found.locator(f"[data-action={action}]").bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44


def on_the_front_page(page: Page, address: str) -> Locator:
    page.goto(address)
    found = page.locator("live-snippet:has([data-play])")
    found.locator(".timeline-scroll").scroll_into_view_if_needed()
    found.locator("[data-action=play]").wait_for()
    return found


def test_the_front_page_plays_once_without_moving(open_page: OpenPage, address: str) -> None:
    page = open_page(reduced_motion="no-preference")
    found = on_the_front_page(page, address)
    expect(found.locator("[data-action=play]")).to_contain_text("暂停")
    before = page.evaluate("scrollY")
    wait_for_step(found, 2)
    assert page.evaluate("scrollY") == before
    page.mouse.click(5, 5)
    assert not is_playing(found)


def test_nothing_plays_by_itself_where_motion_is_not_welcome(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(reduced_motion="reduce")
    found = on_the_front_page(page, address)
    page.wait_for_timeout(1500)
    assert step(found) == 0
    assert not is_playing(found)
    press(found, "play")
    wait_for_step(found, 1)
    assert is_playing(found)
