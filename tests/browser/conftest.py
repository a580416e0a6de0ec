"""Makes the fixtures of fixtures.py known to the tests below this folder."""

from tests.browser.fixtures import address, browser, open_page, page, site

__all__ = ["address", "browser", "open_page", "page", "site"]
