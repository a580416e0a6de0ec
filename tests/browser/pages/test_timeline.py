"""Stepping through a timeline: with mouse, keyboard and touch, on the recording and after a run."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from switchpoint.snippets.naming import find_snippet
from tests.browser.blocks import SNIPPETS, block, output, press, set_source, wait_for_state
from tests.browser.fixtures import OpenPage

COROUTINE = "article/coroutine/"
INTERLEAVE = "generators/interleave"


def opened(page: Page, address: str, name: str = INTERLEAVE, where: str = COROUTINE) -> Locator:
    page.goto(address + where)
    found = block(page, name)
    found.locator(".timeline-scroll").scroll_into_view_if_needed()  # the controls load then
    found.locator("[data-action=step-forward]").wait_for()
    return found


def opened_block(page: Page, address: str, name: str) -> Locator:
    page.goto(address + COROUTINE)
    return block(page, name)


def said(found: Locator) -> str:
    return found.locator(".step-said").inner_text()


def lit_line(found: Locator) -> str:
    """Return the number of the code's line that is lit up, "" for none."""
    return str(
        found.evaluate(
            "block => block.querySelector('.step-line')?.style.getPropertyValue('--line') ?? ''"
        )
    )


def printed_so_far(found: Locator) -> str:
    return "".join(found.locator("[data-stream]:not(.to-come)").all_text_contents())


def test_stepping_forward_and_back_needs_no_python(page: Page, address: str) -> None:
    workers: list[str] = []
    page.on("worker", lambda worker: workers.append(worker.url))
    found = opened(page, address)
    trace = find_snippet(SNIPPETS, INTERLEAVE).trace()
    assert trace is not None
    whole = output(found)
    for step, event in enumerate(trace["events"], start=1):
        found.evaluate("block => block.querySelector('[data-action=step-forward]').click()")
        assert lit_line(found) == str(event["line"])
        assert said(found).startswith(f"第 {step}/{len(trace['events'])} 步")
        if step < len(trace["events"]):
            assert printed_so_far(found) == whole[: event["output"][1]]
        assert output(found) == whole, "the output's text stays what was printed"
    assert printed_so_far(found) == whole
    assert found.locator("[data-action=step-forward]").is_disabled()
    for _ in trace["events"]:
        found.evaluate("block => block.querySelector('[data-action=step-back]').click()")
    assert lit_line(found) == ""
    assert printed_so_far(found) == ""
    assert output(found) == whole
    assert [url for url in workers if "search" not in url] == []


def test_the_button_to_the_top_covers_no_step(page: Page, address: str) -> None:
    found = opened(page, address)
    page.mouse.wheel(0, -100)  # the theme shows the button when the reader scrolls up
    top = page.locator(".md-top")
    expect(top).to_be_visible()
    found.locator("[data-action=step-forward]").click()
    expect(top).to_be_hidden()
    page.locator(".md-footer__link--next").click()  # instant navigation keeps the body element
    page.wait_for_url("**/producer-consumer/")
    expect(page.locator("body")).not_to_have_attribute("data-stepping", "")


def test_arrow_keys_and_slider(page: Page, address: str) -> None:
    found = opened(page, address)
    found.locator("[data-action=step-forward]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert said(found).startswith("第 2/8 步")
    page.keyboard.press("ArrowLeft")
    assert said(found).startswith("第 1/8 步")
    slider = found.locator("[data-part=steps] input")
    slider.focus()
    page.keyboard.press("End")
    assert said(found).startswith("第 8/8 步")
    assert slider.get_attribute("aria-valuetext") == "第 8/8 步。"
    page.keyboard.press("Home")
    assert said(found).startswith("第 0/8 步")


def test_pointing_shows_a_step_and_clicking_goes_there(page: Page, address: str) -> None:
    found = opened(page, address)
    label = found.locator("svg.timeline text.tl-label[data-step='3']")
    label.scroll_into_view_if_needed()
    label.hover()
    assert said(found).startswith("第 4/8 步")
    assert lit_line(found) == "14"
    found.locator(".step-said").hover()
    assert lit_line(found) == "", "pointing elsewhere puts the light out"
    label.click()
    found.locator(".step-said").hover()
    assert said(found).startswith("第 4/8 步")


def test_touch(open_page: OpenPage, address: str) -> None:
    page = open_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    found = opened(page, address)
    found.locator("svg.timeline text.tl-label[data-step='1']").tap()
    assert said(found).startswith("第 2/8 步")
    found.locator("[data-action=step-forward]").tap()
    assert said(found).startswith("第 3/8 步")
    assert page.evaluate("document.scrollingElement.scrollWidth") == 360
    for action in ("step-back", "step-forward"):
        box = found.locator(f"[data-action={action}]").bounding_box()
        assert box
        assert box["height"] >= 40
        assert box["width"] >= 40


def test_frames_show_what_a_generator_holds(page: Page, address: str) -> None:
    where, name = "article/producer-consumer/", "generators/producer_consumer"
    found = opened(page, address, name, where)
    forward = found.locator("[data-action=step-forward]")
    forward.click()
    card = found.locator(".frame-card")
    assert "还没开始" in card.inner_text()
    for _ in range(4):
        forward.click()
    assert "停在第 9 行" in card.inner_text()
    assert "item = 1" in card.inner_text()
    for _ in range(8):
        forward.click()
    assert "已结束" in card.inner_text()


def test_a_run_ends_stepping_and_an_edited_one_is_drawn_anew(page: Page, address: str) -> None:
    found = opened(page, address)
    recorded = found.locator("svg.timeline").evaluate("svg => svg.outerHTML")
    found.locator("[data-action=step-forward]").click()
    set_source(found, "def g():\n    yield 'mine'\n\nprint(next(g()))\n")
    press(found, "run")
    assert wait_for_state(found, "done", "failed") == "done"
    found.locator("svg.timeline", has_text="yield 'mine'").wait_for()
    assert output(found) == "mine\n"
    assert printed_so_far(found) == "mine\n"
    assert lit_line(found) == ""
    found.locator("[data-action=step-forward]").click()
    assert said(found).startswith("第 1/")
    items = found.locator(".timeline-story li").all_text_contents()
    assert any("交出 'mine'" in item for item in items)
    press(found, "reset")
    found.locator("svg.timeline", has_text="func_a").wait_for()
    assert found.locator("svg.timeline").evaluate("svg => svg.outerHTML") == recorded


def test_values_of_a_strangers_program_are_text(page: Page, address: str) -> None:
    found = opened(page, address)
    evil = "<img src=x onerror=hurt=1>"
    set_source(found, f"def g():\n    evil = {evil!r}\n    yield evil\n\nlist(g())\n")
    press(found, "run")
    assert wait_for_state(found, "done", "failed") == "done"
    found.locator("svg.timeline", has_text="<img").first.wait_for()
    for _ in range(2):
        found.locator("[data-action=step-forward]").click()
    assert "<img" in found.locator(".frame-card").inner_text()
    assert found.locator("img").count() == 0
    assert page.evaluate("window.hurt") is None


def test_names_of_lanes_stay_in_view_over_a_scrolled_picture(page: Page, address: str) -> None:
    where, name = "article/producer-consumer/", "generators/producer_consumer"
    found = opened(page, address, name, where)
    scroller = found.locator(".timeline-scroll")
    scroller.evaluate("box => box.scrollTo(0, 1000)")
    found.locator(".timeline-scroll[data-scrolled]").wait_for()
    view, label = scroller.bounding_box(), found.locator(".tl-name").first.bounding_box()
    assert view
    assert label
    assert view["y"] <= label["y"] <= view["y"] + 40


def test_print_shows_every_picture_whole_and_no_controls(page: Page, address: str) -> None:
    found = opened(page, address)
    found.locator("[data-action=step-forward]").click()
    page.emulate_media(media="print")
    folded = page.locator('live-snippet[name="generators/frame_and_locals"] svg.timeline')
    box = folded.bounding_box()
    assert box
    assert box["height"] > 300, "printed, though folded"
    for part in ("[data-part=steps]", "[data-part=actions]", ".step-said", ".timeline-story"):
        assert not found.locator(part).is_visible(), part
    scroller = found.locator(".timeline-scroll")
    assert scroller.evaluate("box => box.scrollHeight <= box.clientHeight")
    assert scroller.evaluate("box => getComputedStyle(box).overflow") == "visible"
    later = found.locator("svg.timeline .tl-later").first
    assert later.evaluate("shape => getComputedStyle(shape).opacity") == "1"


def test_an_edited_run_hides_the_recorded_frames(page: Page, address: str) -> None:
    found = opened_block(page, address, "generators/frame_and_locals")
    heap = found.locator("[data-part=heap]")
    assert [text.split("\n")[0] for text in heap.locator("dl").all_inner_texts()] == [
        "g · count"
    ] * 4
    assert "停在第 10 行" in heap.inner_text()
    set_source(found, "print('mine')\n")
    press(found, "run")
    assert wait_for_state(found, "done", "failed") == "done"
    assert not heap.is_visible()
    press(found, "reset")
    assert heap.is_visible()


def test_without_javascript_picture_and_words_are_there(open_page: OpenPage, address: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(address + "en/" + COROUTINE)
    found = page.locator(f'live-snippet[name="{INTERLEAVE}"]')
    assert found.locator("svg.timeline").is_visible()
    assert found.locator(".timeline-story li").count() == 8
    folded = page.locator('live-snippet[name="generators/frame_and_locals"] [data-part=timeline]')
    assert folded.get_attribute("open") is None
