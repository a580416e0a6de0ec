"""Fixtures: the built site, a server for it and a browser, made once for all tests that ask."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.serving import serve

ROOT = Path(__file__).parents[2]

expect.set_options(timeout=30_000)  # a busy machine is no failure


@pytest.fixture(scope="session")
def address(site_and_address: tuple[Path, str]) -> str:
    """Return the served site's address, ending in a slash."""
    return site_and_address[1]


@pytest.fixture(scope="session")
def site(site_and_address: tuple[Path, str]) -> Path:
    """Return the built site's folder."""
    return site_and_address[0]


@pytest.fixture(scope="session")
def site_and_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Build the site as a deployment would, for its very address below a sub-path; serve it."""
    folder = tmp_path_factory.mktemp("site")
    with serve(folder) as address:
        done = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
            cwd=ROOT,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": address},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        yield folder, address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    with sync_playwright() as playwright:
        try:
            path = find_chromium(playwright)
        except RuntimeError as error:
            pytest.fail(str(error), pytrace=False)
        with playwright.chromium.launch(executable_path=path, args=ARGUMENTS) as browser:
            yield browser


class OpenPage(Protocol):
    """Opens an empty tab in a context of its own, with Playwright's options for contexts."""

    def __call__(self, **options: Any) -> Page: ...


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Yield a maker of empty tabs.

    A request of theirs to another host fails the test, and so does anything that the pages'
    Content-Security-Policy had to refuse.
    """
    foreign: list[str] = []
    refused: list[str] = []
    contexts = []
    here = urlsplit(address).netloc

    def note(request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme in ("http", "https", "ws", "wss") and url.netloc != here:
            foreign.append(request.url)

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            refused.append(message.text)

    def open_page(**options: Any) -> Page:
        # no service worker: what is tested is what a first visit brings (see test_offline.py)
        usual = {"viewport": {"width": 1280, "height": 900}, "service_workers": "block"}
        context = browser.new_context(**usual | options)
        contexts.append(context)
        context.on("request", note)
        context.on("console", listen)
        page = context.new_page()
        page.set_default_timeout(60_000)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert foreign == [], "the site must fetch from itself only"
    assert refused == [], "the site must keep to its own policy"


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Open an empty tab."""
    return open_page()
