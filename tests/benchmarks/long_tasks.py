"""How long the page's main thread is busy at a stretch: the longest task of each of these cases.

    uv run python -m tests.benchmarks.long_tasks

A task of 50 ms or more delays the answer to a reader (https://web.dev/articles/long-tasks). Times
are processor time, so other processes of the machine add little to them.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.tasks import SCRIPTS, TASKS, measured
from tests.browser import serving
from tests.browser.blocks import block, set_source
from tests.browser.chromium import ARGUMENTS, find_chromium

ROUNDS = 5
PAGES = ("en/", "article/coroutine/", "en/article/gevent/")
PROGRAMS = {
    "a million lines": (
        "import sys\nsys.stdout.write(''.join(f'{i}\\n' for i in range(1_000_000)))\n"
    ),
    "50 MB": "print('x' * 50_000_000)\n",
    "50 MB of Chinese": "print('汉' * 50_000_000)\n",
    "colours in one line": (
        "for i in range(60_000):\n    print(f'\\x1b[3{i % 8}m{i}\\x1b[0m', end=' ')\n"
    ),
    "carriage returns": "for i in range(60_000):\n    print(f'\\r{i} of 60000', end='')\n",
}


def while_opening(page: Page, address: str) -> float:
    """Return the longest task, in ms, of our own scripts while a page opens."""
    # all other scripts of the page are the theme's
    page.route("**/assets/javascripts/bundle.*.js", lambda route: route.abort())
    with measured(page, SCRIPTS) as tasks:
        page.goto(address)
        page.locator("[data-action=run]").first.wait_for()
        page.wait_for_timeout(500)
    return tasks.longest


def while_printing(page: Page, address: str, source: str) -> float:
    """Return the longest task of any kind, in ms, while a program prints."""
    page.goto(address + "article/coroutine/")
    found = block(page, "generators/plain_calls")
    set_source(found, source)
    with measured(page, TASKS) as tasks:
        found.evaluate("block => block.run()")
        page.wait_for_timeout(500)
    return tasks.longest


def tell(case: str, lengths: list[float]) -> None:
    """Print the line of one case."""
    print(
        f"{case:40} {statistics.median(lengths):6.0f} ms  {min(lengths):.0f} to {max(lengths):.0f}"
    )


def measure(browser: Browser, address: str) -> None:
    """Measure every case and print its line."""
    for where in PAGES:
        tell(
            f"opening {where}",
            [while_opening(browser.new_page(), address + where) for _ in range(ROUNDS)],
        )
    for name, source in PROGRAMS.items():
        lengths = [while_printing(browser.new_page(), address, source) for _ in range(ROUNDS)]
        tell(f"printing {name}", lengths)


def main() -> None:
    """Build the site, measure, print the table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        with serving.serve(site) as address:
            serving.build_site(site, address)
            with playwright.chromium.launch(
                executable_path=find_chromium(playwright), args=ARGUMENTS
            ) as browser:
                measure(browser, address)


if __name__ == "__main__":
    main()
