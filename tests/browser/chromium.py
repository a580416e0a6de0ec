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
