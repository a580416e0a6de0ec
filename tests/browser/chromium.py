"""Finds a Chromium for the tests, or installs Debian's."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Playwright

from tests.browser.debian import install, on_path

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_SHELL_NAMES = ("chromium-headless-shell", "chrome-headless-shell")


def find_headless_chromium(playwright: Playwright) -> str:
    """Return a path for tests: Chromium's headless shell, else whatever ``find_chromium`` finds.

    The shell is the same engine without the browser's own pages (tabs, menus), which Chromium
    starts for every tab, headless or not: a page opens in half the time. Unlike Chromium, it ends
    with a program that reads beyond its memory, so no test has one. Debian's is installed when
    root. Raises ``RuntimeError`` with one line when there is no Chromium to be had.
    """
    found = on_path(_SHELL_NAMES) or install("chromium-headless-shell", _SHELL_NAMES)
    return found or find_chromium(playwright)


def find_chromium(playwright: Playwright) -> str:
    """Return a path: the system's, else Playwright's own, else Debian's, installed when root.

    Raises ``RuntimeError`` with one line when there is none to be had.
    """
    if found := on_path(_NAMES):
        return found
    if Path(playwright.chromium.executable_path).exists():
        return playwright.chromium.executable_path
    if found := install("chromium", _NAMES):
        return found
    raise RuntimeError(
        "no Chromium for the browser tests: install Debian's chromium or run"
        " 'uv run playwright install chromium'"
    )
