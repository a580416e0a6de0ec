"""The DOM contract, as tests speak of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, TimeoutError

from switchpoint.pages.fence import Fence
from switchpoint.pages.parity import LANGUAGES
from switchpoint.snippets.exercise import Exercise, find_exercise
from switchpoint.snippets.naming import find_snippet
from switchpoint.snippets.snippet import Snippet
from tests.small_collection import site_reader

ROOT = Path(__file__).parents[2]
SNIPPETS = ROOT / "snippets"
DOCS = ROOT / "docs"

ENDED = ["passed", "differs", "done", "failed", "stopped", "unavailable"]


def all_pages() -> list[str]:
    """Return the address of every page in both languages, relative to the site's."""
    addresses = []
    for language in LANGUAGES:
        for path in sorted((DOCS / language).rglob("*.md")):
            name = path.relative_to(DOCS / language).with_suffix("").as_posix()
            name = f"{name}/".removesuffix("index/")
            addresses.append(("en/" if language == "en" else "") + name)
    return addresses


def fences_on(page: str) -> list[Fence]:
    """Return the snippet fences of a page's Markdown, in order."""
    language, name = ("en", page.removeprefix("en/")) if page.startswith("en/") else ("zh", page)
    path = DOCS / language / f"{name.rstrip('/')}.md"
    if not path.is_file():
        path = DOCS / language / name / "index.md"
    return [placed.fence for placed in site_reader().read(path.read_text("utf-8")).fences]


def snippets_on(page: str) -> list[Snippet]:
    """Return the programs that a page shows, in order; of an exercise, where it starts first."""
    shown = []
    for fence in fences_on(page):
        snippet = find_snippet(SNIPPETS, fence.name)
        shown += [snippet.start, snippet] if fence.is_exercise else [snippet]
    return shown


def exercises_on(page: str) -> list[Exercise]:
    """Return the exercises that a page sets, in order."""
    return [
        find_exercise(find_snippet(SNIPPETS, fence.name))
        for fence in fences_on(page)
        if fence.is_exercise
    ]


def block(page: Page, name: str) -> Locator:
    """Return the block of a snippet, once its element is upgraded.

    An exercise's answer around it is unfolded, and so is an output that is to be guessed.
    """
    found = page.locator(f'live-snippet[name="{name}"]')
    found.evaluate(
        "block => [block.closest('details'), block.querySelector('[data-part=prediction]')]"
        ".forEach(fold => fold?.setAttribute('open', ''))"
    )
    found.locator("button[data-action=copy]").wait_for()
    return found


def press(found: Locator, action: str) -> None:
    """Press one of the block's buttons, by keyboard.

    A block that ends its run above may push this one down between a mouse's press and release, and
    then no click arrives.
    """
    button = found.locator(f"button[data-action={action}]")
    button.wait_for()
    button.press("Enter")


def wait_for_state(found: Locator, *states: str, timeout: float = 60_000) -> str:
    """Wait until the block is in one of these states; return which."""
    try:
        found.page.wait_for_function(
            "([block, states]) => states.includes(block.getAttribute('state'))",
            arg=[found.element_handle(), list(states)],
            timeout=timeout,
            polling=50,  # milliseconds; without it every frame is drawn to look again
        )
    except TimeoutError as error:
        said = found.locator("[data-part=status]").text_content()
        state = found.get_attribute("state")
        name = found.get_attribute("name")
        raise AssertionError(f"{name} is still {state}: {said}") from error
    return str(found.get_attribute("state"))


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until a condition holds; meanwhile Playwright hears of what happens in the page."""
    for _ in range(600):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it does not hold after a minute")


def set_source(found: Locator, source: str) -> None:
    """Change the block's program through its script face."""
    found.evaluate("(block, source) => { block.source = source }", source)


def output(found: Locator) -> str:
    """Return exactly what the block shows as printed."""
    return str(found.locator("[data-part=output]").evaluate("part => part.textContent"))
