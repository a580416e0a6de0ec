"""The fixtures of fixtures.py, for the tests in this folder."""

from tests.browser.fixtures import (
    address,
    browser,
    open_page,
    page,
    site,
    site_and_address,
)

__all__ = ["address", "browser", "open_page", "page", "site", "site_and_address"]
