"""axe-core finds nothing to complain of, in light and dark, on every page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.blocks import (
    all_pages,
    block,
    press,
    set_source,
    wait_for_state,
)
from tests.browser.fixtures import OpenPage

COROUTINE = "article/coroutine/"
AXE = Path(__file__).parents[3] / "node_modules/axe-core/axe.min.js"
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose verdict a colour scheme can change."""


SHOWN = [where for where in all_pages() if not where.startswith("en/")] + [
    "en/",
    "en/article/gevent/",
    "en/playground/",
]
"""Pages in the two languages differ in their words only, so a few English ones stand for all."""


@pytest.mark.parametrize("where", SHOWN, ids=lambda where: where or "front")
def test_axe_is_content(open_page: OpenPage, address: str, where: str) -> None:
    page = open_page(color_scheme="light", reduced_motion="reduce")
    page.goto(address + where)
    page.evaluate(FIRST_ENTRIES_ONLY)
    assert complaints(page) == []


FIRST_ENTRIES_ONLY = """
    () => ['.doc-object', '.doc-object ~ details'].forEach(kind =>
      [...document.querySelectorAll(kind)].slice(60).forEach(entry => entry.remove()))
"""
"""The reference has hundreds of entries, all made alike by mkdocstrings, with their source."""

OURS = ".md-content, .md-footer, .md-sidebar, .md-tabs"
"""All that is ours to mend; Material's own search and drawer are not."""


def complaints(page: Page, part: str = OURS) -> list[str]:
    """Return what axe-core finds in a part as it stands: all in light, colours in dark, too."""
    page.evaluate(AXE.read_text("utf-8"))  # the policy lets no script into the page
    found = said_by_axe(page, part, {})
    choose_scheme(page, "slate")
    return found + said_by_axe(page, part, {"runOnly": OF_COLOURS})


def choose_scheme(page: Page, scheme: str) -> None:
    """Make the page light ("default") or dark ("slate")."""
    page.evaluate(f"document.querySelector('[data-next-scheme={scheme}]').click()")
    page.locator(f"body[data-md-color-scheme={scheme}]").wait_for()


ONLY_COMPLAINTS = {"resultTypes": ["violations"], "selectors": False, "preload": False}
"""Without all that axe-core otherwise tells of what is right."""


def said_by_axe(page: Page, body: str, options: dict[str, list[str]]) -> list[str]:
    """Run axe-core on a part of the page."""
    report = page.evaluate(
        "([body, options]) => axe.run(body, options)", [body, ONLY_COMPLAINTS | options]
    )
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]}"
        for rule in report["violations"]
        for node in rule["nodes"]
        # the theme names its nested lists of links after their headings, sometimes alike
        if not (rule["id"] == "landmark-unique" and node["html"].startswith('<nav class="md-nav"'))
    ]


RECORDED = '"stdout">x\ny\nz\n1\n2\n3\n<'
DOWNLOADING = ("正在下载", "Downloading")
"""What is announced while files come; how long that takes depends on the cache."""

WIDE = {"width": 1440, "height": 900}
WAITS = "import time\nprint('in')\ntime.sleep(3600)\n"


def with_another_recording(page: Page, where: str) -> None:
    """Serve a page on which the first program is said to have printed something else."""
    page.route(
        f"**/{where}",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=answer.text().replace(RECORDED, '"stdout">x\ny\nQ\n1\n3\n<'),
        ),
    )


def open_field(found: Locator) -> None:
    """Have the reader's cursor in the block's program."""
    field = found.locator(".cm-content")
    if not field.count():
        press(found, "edit")
    field.focus()


def bring(page: Page, found: Locator, state: str) -> None:
    """Bring a block into a state; one that was stopped was running before."""
    if state == "editing":
        open_field(found)
        page.keyboard.type("# mine\n")
    elif state == "running":
        set_source(found, WAITS)
        press(found, "run")
        found.locator("[data-part=output]").get_by_text("in", exact=True).wait_for()
    elif state == "stopped":
        press(found, "stop")
        wait_for_state(found, "stopped")
    elif state == "stepping":
        found.locator("[data-part=timeline]").evaluate("box => { box.open = true }")
        found.locator(".timeline-scroll").scroll_into_view_if_needed()
        press(found, "step-forward")
        press(found, "step-forward")
    elif state == "failed":
        open_field(found)
        page.keyboard.type("1 / 0\n")
        press(found, "run")
        wait_for_state(found, "failed")
    elif state == "asking":
        set_source(found, "print('Hello', input('Your name? '))\n")
        press(found, "run")
        found.locator(".snippet-field input").wait_for()
    elif state == "folded":
        set_source(found, "def f(n):\n    return f(n - 1) if n else 1 / 0\n\n\nf(5)\n")
        press(found, "run")
        wait_for_state(found, "failed")
        found.locator(".trace-fold").wait_for()
    elif state == "booting":
        page.route("**/pyodide.asm.wasm*", lambda route: None)
        press(found, "run")
        wait_for_state(found, "booting")
    elif state == "boot-failed":
        page.route("**/pyodide-*/**", lambda route: route.abort())
        press(found, "run")
        wait_for_state(found, "failed")
    else:
        press(found, "run")
        wait_for_state(found, state)


IN_ONE_VISIT = ["passed", "stepping", "editing", "failed", "running", "stopped", "folded", "asking"]
ON_A_PAGE_OF_THEIR_OWN = ["booting", "boot-failed", "differs"]


@pytest.mark.parametrize(
    "states",
    [IN_ONE_VISIT, *([state] for state in ON_A_PAGE_OF_THEIR_OWN)],
    ids=lambda states: states[0],
)
def test_axe_is_content_in_every_state(
    open_page: OpenPage, address: str, states: list[str]
) -> None:
    page = open_page(color_scheme="light", reduced_motion="reduce")
    if states == ["differs"]:
        with_another_recording(page, COROUTINE)
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    for state in states:
        bring(page, found, state)
        assert complaints(page, "live-snippet[name='generators/plain_calls']") == [], state
        choose_scheme(page, "default")


def test_axe_is_content_with_a_shared_program(open_page: OpenPage, address: str) -> None:
    page = open_page(color_scheme="light", reduced_motion="reduce")
    page.goto(address + "playground/#snippet=generators/interleave")
    found = block(page, "playground")
    found.locator("[data-note=guest]").wait_for()
    press(found, "run")
    wait_for_state(found, "done")
    assert complaints(page) == []


def announced(page: Page) -> list[str]:
    """Return what live regions have said since ``listen``."""
    return [str(text) for text in page.evaluate("window.announced")]


def listen(page: Page) -> None:
    """Write down what live regions say, as assistive technology would hear it."""
    page.evaluate(
        """() => {
          window.announced = [];
          const heard = (region) => {
            const copy = region.cloneNode(true);
            for (const hidden of copy.querySelectorAll("[aria-hidden=true]")) hidden.remove();
            const text = copy.textContent.trim();
            if (text && text !== window.announced.at(-1)) window.announced.push(text);
          };
          new MutationObserver((changes) => {
            for (const { target } of changes) {
              const element = target.nodeType === 1 ? target : target.parentElement;
              const region = element?.closest("[role=status]");
              if (region) heard(region);
            }
          }).observe(document.body, { childList: true, characterData: true, subtree: true });
        }"""
    )


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("", ["正在准备 Python…", "运行中…", "与录制相同", "以异常结束", "已停止"]),
        (
            "en/",
            ["Getting Python ready…", "Running…", "Same as recorded", "Ended by an", "Stopped"],
        ),
    ],
)
def test_start_finish_error_and_stop_are_announced(
    page: Page, address: str, prefix: str, words: list[str]
) -> None:
    *whole_run, failed, stopped = words
    page.goto(address + prefix + COROUTINE)
    found = block(page, "generators/plain_calls")
    listen(page)
    press(found, "run")
    wait_for_state(found, "passed")
    heard = [text for text in announced(page) if not text.startswith(DOWNLOADING)]
    heard = [text for text, before in zip(heard, ["", *heard], strict=False) if text != before]
    assert len(heard) == len(whole_run), heard
    assert all(text.startswith(word) for text, word in zip(heard, whole_run, strict=True)), heard
    set_source(found, "1 / 0")
    press(found, "run")
    wait_for_state(found, "failed")
    assert announced(page)[-1].startswith(failed)
    set_source(found, WAITS)
    press(found, "run")
    found.locator("[data-part=output] span", has_text="in").wait_for()
    press(found, "stop")
    wait_for_state(found, "stopped")
    assert announced(page)[-1].startswith(stopped)


def test_a_difference_is_announced(page: Page, address: str) -> None:
    with_another_recording(page, COROUTINE)
    page.goto(address + "en/" + COROUTINE)
    found = block(page, "generators/plain_calls")
    listen(page)
    press(found, "run")
    wait_for_state(found, "differs")
    assert announced(page)[-1].startswith("Not the same as recorded")


@pytest.mark.parametrize("where", ["", COROUTINE, "en/article/gevent/", "playground/"])
def test_zoomed_to_200_percent_nothing_is_cut_off(
    open_page: OpenPage, address: str, where: str
) -> None:
    page = open_page(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    page.goto(address + where)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("where", ["", COROUTINE, "en/article/gevent/", "playground/"])
def test_360_pixels_suffice(open_page: OpenPage, address: str, where: str) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True)
    page.goto(address + where)
    if where == "playground/":
        block(page, "playground").locator("button[data-action=download]").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    small = page.evaluate(
        """[...document.querySelectorAll("live-snippet button, live-snippet select")]
          .filter((button) => button.offsetParent && button.offsetHeight < 40)
          .map((button) => button.outerHTML)"""
    )
    assert small == []
    if where == "playground/":
        size = "editor => getComputedStyle(editor).fontSize"
        assert page.locator(".cm-content").evaluate(size) == "16px", "less makes an iPhone zoom in"


def test_in_forced_colours_a_step_can_be_told(open_page: OpenPage, address: str) -> None:
    page = open_page(forced_colors="active", color_scheme="dark", viewport=WIDE)
    page.goto(address + "article/producer-consumer/")
    found = block(page, "generators/producer_consumer")
    bring(page, found, "stepping")
    seen = found.evaluate(
        """block => {
          const probe = document.body.appendChild(document.createElement("p"));
          const colour = (name) => {
            probe.style.color = name;
            return getComputedStyle(probe).color;
          };
          const of = (part) => getComputedStyle(block.querySelector(part));
          const [text, now, later, line, play] = ["text", ".tl-arrow.tl-now",
            ".tl-arrow.tl-later", ".step-line", "[data-action=play]"].map(of);
          const [canvas, plain, lit] = ["Canvas", "CanvasText", "Highlight"].map(colour);
          return {
            text: text.fill === plain,
            arrow: now.stroke === lit && later.stroke === plain && lit !== plain,
            line: line.borderTopColor === lit && line.borderTopStyle === "solid",
            play: play.borderTopStyle === "solid" && play.borderTopColor !== canvas,
          };
        }"""
    )
    assert seen == {"text": True, "arrow": True, "line": True, "play": True}
