"""Program and picture together: at every step the lit line and the lit arrow are on the screen."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.blocks import all_pages, block, fences_on, press
from tests.browser.fixtures import OpenPage

SIZES = [(1440, 900), (1100, 800), (768, 1024), (360, 740)]

OPEN = [
    page
    for page in all_pages()
    if any({"open-timeline", "play"} & set(fence.options) for fence in fences_on(page))
]
VISITS = [(page, SIZES[number % len(SIZES)]) for number, page in enumerate(OPEN)]
"""Each page at one size; as many pages at each."""

WALK = """
async (block, isWide) => {
  const wrong = [];
  const forward = block.querySelector("[data-action=step-forward]");
  const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
  const isIn = (box, view) =>
    box && box.top >= view.top - 1 && box.bottom <= view.bottom + 1 &&
    box.right > view.left && box.left < view.right;
  const screen = { top: header, bottom: innerHeight, left: 0, right: innerWidth };
  const isSeen = (shape, scroller) =>
    shape && isIn(shape.getBoundingClientRect(), scroller.getBoundingClientRect()) &&
    isIn(shape.getBoundingClientRect(), screen);
  const output = block.querySelector("[data-part=output]");
  const picture = block.querySelector(".timeline-scroll");
  const data = block.querySelector("template[data-part=trace]").content.textContent;
  const { events } = JSON.parse(data).trace;
  for (let step = 1; !forward.disabled; step++) {
    forward.click();
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    const arrow = picture.querySelector(":is(.tl-arrow, .tl-label, .tl-note).tl-now");
    if (!isSeen(arrow, picture)) wrong.push(`${step}: arrow`);
    const lines = [...block.querySelectorAll(".step-line")];
    const hasLine = events[step - 1].line > 0;  // a library's code has none to show
    if (hasLine && !lines.some((line) => isSeen(line, line.closest("pre"))))
      wrong.push(`${step}: line`);
    if (!isIn(forward.getBoundingClientRect(), screen)) wrong.push(`${step}: controls`);
    if (isWide && !isIn(output.getBoundingClientRect(), screen)) wrong.push(`${step}: output`);
    const end = output.querySelector(".to-come")?.getBoundingClientRect().top;
    if (end > output.getBoundingClientRect().bottom) wrong.push(`${step}: printed text`);
    if (document.scrollingElement.scrollWidth > innerWidth) wrong.push(`${step}: sideways`);
  }
  return wrong;
}
"""
"""Steps through a block to the end and returns what could not be seen, with the step's number."""


def unfolded(page: Page) -> list[Locator]:
    """Return the page's blocks with an open picture, the controls of each loaded."""
    names = page.locator("live-snippet:has([data-part=timeline][open])").evaluate_all(
        "blocks => blocks.map(block => block.getAttribute('name'))"
    )
    return [with_controls(page, name) for name in names]


def with_controls(page: Page, name: str) -> Locator:
    """Return a block with its picture unfolded and in view, the controls loaded."""
    found = block(page, name)
    box = found.locator("[data-part=timeline]")
    box.evaluate("box => { box.open = true; box.scrollIntoView() }")
    found.locator("[data-action=step-forward]").wait_for()
    return found


def is_beside(found: Locator) -> bool:
    """Whether the picture stands to the right of the program."""
    program, picture = (
        found.locator(part).bounding_box() for part in ("[data-part=code]", ".timeline-scroll")
    )
    assert program
    assert picture
    return picture["x"] >= program["x"] + program["width"]


@pytest.mark.parametrize(("where", "size"), VISITS)
def test_every_step_of_an_open_picture_can_be_seen(
    open_page: OpenPage, address: str, where: str, size: tuple[int, int]
) -> None:
    width, height = size
    options: dict[str, Any] = {"viewport": {"width": width, "height": height}}
    page = open_page(**options, reduced_motion="reduce")
    page.goto(address + where)
    blocks = unfolded(page)
    assert blocks
    for found in blocks:
        wrong = found.evaluate(WALK, width == 1440 and is_beside(found))
        assert wrong == [], found.get_attribute("name")


def test_a_picture_of_many_events_beside_a_long_program(open_page: OpenPage, address: str) -> None:
    """A program of 31 lines, a picture of 64 events; then one of 50 with 18 lanes and 40 lines."""
    page = open_page(viewport={"width": 1440, "height": 900})
    page.goto(address + "article/threads-and-coroutines/")
    for name in ("comparison/lost_update", "comparison/who_needs_a_thread"):
        found = with_controls(page, name)
        assert is_beside(found)
        assert found.evaluate(WALK, True) == [], name


@pytest.mark.parametrize("width", [1440, 768])
def test_with_the_field_open_every_step_can_be_seen(
    open_page: OpenPage, address: str, width: int
) -> None:
    """The field marks its line; where it is not beside the picture, the excerpt marks one, too."""
    page = open_page(viewport={"width": width, "height": 900})
    page.goto(address + "article/producer-consumer/")
    found = with_controls(page, "generators/producer_consumer")
    press(found, "edit")
    found.locator(".cm-content").wait_for()
    excerpt = found.locator(".step-excerpt")
    forward = found.locator("[data-action=step-forward]")
    while forward.is_enabled():
        forward.click()
        lit = found.locator(".cm-lit") if width == 1440 else excerpt.locator(".step-line")
        arrow = found.locator(":is(.tl-arrow, .tl-note).tl-now").first
        for shape in (lit, arrow):
            expect(shape).to_be_in_viewport()
        assert excerpt.is_visible() == (width == 768)
    found.locator(".cm-content").click()
    page.keyboard.type("n")  # the theme would go to the next page
    expect(found.locator("[data-part=timeline][inert]")).to_be_visible()
    expect(found.locator(":is(.cm-lit, .step-line, .tl-now)")).to_have_count(0)
    press(found, "reset")
    expect(found.locator("[inert]")).to_have_count(0)
    assert page.url == address + "article/producer-consumer/"


@pytest.mark.parametrize("width", [768, 360])
def test_where_the_code_does_not_fit_beside_an_excerpt_follows(
    open_page: OpenPage, address: str, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    page.goto(address + "article/coroutine/")
    found = with_controls(page, "generators/interleave")
    assert not is_beside(found)
    excerpt = found.locator(".step-excerpt")
    assert not excerpt.is_visible()
    forward = found.locator("[data-action=step-forward]")
    forward.click()
    before = forward.bounding_box()
    forward.click()
    assert forward.bounding_box() == before, "the button stays under the thumb"
    assert excerpt.is_visible()
    code = found.locator("[data-part=code] code").inner_text()
    assert excerpt.locator("code").inner_text().strip() == code.strip()
    numbers = found.locator("[data-part=code] code").evaluate(
        "it => it.parentElement.dataset.lines"
    )
    assert excerpt.get_attribute("data-lines") == numbers


TABBED = """
() => {
  const { activeElement: it } = document;
  return it.dataset.action ?? it.dataset.part ?? it.localName;
}
"""
"""Names what has the focus."""


def test_keyboard_and_screen_reader_meet_the_picture_before_the_output_below_it(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(viewport={"width": 1440, "height": 900})
    page.goto(address + "article/coroutine/")
    found = with_controls(page, "generators/interleave")
    press(found, "step-forward")
    found.locator("[data-action=run]").focus()
    tabbed = []
    while "output" not in tabbed:
        tabbed.append(page.evaluate(TABBED))
        page.keyboard.press("Tab")
    assert tabbed == [
        *("run", "edit", "copy", "summary", "div"),  # the picture scrolls
        *("step-back", "play", "step-forward", "speed", "input", "summary", "output"),
    ]
    read = found.aria_snapshot()
    order = ["interleave.py", "def func_a", 'button "复制"', "时间线", "播放", "第 1/8", "输出："]
    places = [read.find(text) for text in order]
    assert -1 not in places, read
    assert places == sorted(places), read
    assert "15 16" not in read, "the numbers of the lines are not read"


def test_the_print_has_no_columns_and_no_dark_colours(open_page: OpenPage, address: str) -> None:
    page = open_page(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    page.goto(address + "article/coroutine/")
    found = with_controls(page, "generators/interleave")
    assert is_beside(found)
    page.emulate_media(media="print")
    assert not is_beside(found)
    page.evaluate("document.getAnimations().forEach((it) => it.finish())")  # links fade
    bright = page.evaluate(
        """() => ["[data-part=status]", ".snippet-head span", ".snippet-source", "pre code span",
            "svg.timeline text", "h1"].filter((part) => {
          const it = document.querySelector(`live-snippet ${part}, .md-content ${part}`);
          const style = getComputedStyle(it);
          const [r, g, b] = (it.closest("svg") ? style.fill : style.color).match(/[\\d.]+/g);
          return Math.max(r, g, b) > 190;
        })"""
    )
    assert bright == []


def test_without_javascript_program_and_picture_stand_beside(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    page.goto(address + "article/coroutine/")
    found = page.locator('live-snippet[name="generators/interleave"]')
    assert is_beside(found)
    assert found.locator("[data-part=output]").is_visible()
    assert found.locator("[data-part=steps]").count() == 0
