"""Fixtures: the built site, its address, a browser and pages in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.browser.chromium import ARGUMENTS, find_headless_chromium
from tests.browser.serving import build_site
from tests.conftest import SERVED

COMPILE_LATE = "--js-flags=--wasm-tiering-budget=1300000000"
"""Optimizing code takes a fifth of a short run's processor time, and pays only in long runs."""

expect.set_options(timeout=30_000)  # a busy machine is no failure


@pytest.fixture(scope="session")
def site(pytestconfig: pytest.Config) -> Path:
    """Return the folder of the built site; only the first of several processes builds it."""
    folder, address = pytestconfig.stash[SERVED]
    built = folder.with_suffix(".built")
    with FileLock(folder.with_suffix(".lock")):
        if not built.exists():
            build_site(folder, address)
            built.touch()
    return folder


@pytest.fixture(scope="session")
def address(site: Path, pytestconfig: pytest.Config) -> str:
    """Return the address of the built site, ending in a slash."""
    return pytestconfig.stash[SERVED][1]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    with sync_playwright() as playwright:
        try:
            path = find_headless_chromium(playwright)
        except RuntimeError as error:
            pytest.fail(str(error), pytrace=False)
        with playwright.chromium.launch(
            executable_path=path, args=[*ARGUMENTS, COMPILE_LATE]
        ) as browser:
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
        # no service worker: what is tested is what a first visit brings (see pages/test_offline.py)
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
