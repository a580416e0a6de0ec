"""Uses the language switch in the header."""

from __future__ import annotations

from playwright.sync_api import Page


def change_language(page: Page, language: str) -> None:
    """Choose a language by keyboard: before a click Playwright may scroll the page."""
    page.locator(".md-header .md-select button").focus()
    link = page.locator(f".md-select__link[hreflang={language}]")
    link.wait_for()
    link.press("Enter")
