"""The built site in a Chromium, for the commands of this folder."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, sync_playwright

from tests.browser.blocks import block
from tests.browser.chromium import ARGUMENTS, find_headless_chromium
from tests.browser.serving import build_site, serve

ROOT = Path(__file__).parents[2]
PAGE = "en/gevent-in-your-tab/"
SNIPPET = "greenlets/symmetric_switch"

type OpenBlock = Callable[[], Locator]
"""Opens the page in a tab of its own and returns its block."""


@contextmanager
def opened_site() -> Iterator[tuple[Browser, OpenBlock]]:
    """Build and serve the site; yield a browser and what opens a block in it."""
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as address:
        build_site(Path(folder), address)
        with sync_playwright() as playwright:
            path = find_headless_chromium(playwright)
            with playwright.chromium.launch(executable_path=path, args=ARGUMENTS) as browser:

                def open_block() -> Locator:
                    page = browser.new_page()
                    page.goto(address + PAGE)
                    return block(page, SNIPPET)

                yield browser, open_block
