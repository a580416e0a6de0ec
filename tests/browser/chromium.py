"""Finds a Chromium for the tests, or installs Debian's."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import Playwright

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
    if found := _on_path():
        return found
    if Path(playwright.chromium.executable_path).exists():
        return playwright.chromium.executable_path
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]):
            subprocess.run(command, check=False, capture_output=True)
        if found := _on_path():
            return found
    raise RuntimeError(
        "no Chromium for the browser tests: install Debian's chromium or run"
        " 'uv run playwright install chromium'"
    )


def _on_path() -> str:
    return next((path for name in _NAMES if (path := shutil.which(name))), "")
