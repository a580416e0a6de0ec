"""Addresses of files without a hash in their name get a version; all others stay as they are."""

from __future__ import annotations

import pytest

from switchpoint.site.cache_busting import is_immutable, with_versions

DIGESTS = {"assets/site.css": "0123456789abcdef", "assets/logo.svg": "fedcba9876543210"}


@pytest.mark.parametrize(
    ("name", "html", "expected"),
    [
        ("index.html", '<link href="assets/site.css">', "assets/site.css?v=0123456789"),
        ("en/a/index.html", '<img src="../../assets/logo.svg">', "logo.svg?v=fedcba9876"),
        ("404.html", '<link href="/sub/path/assets/site.css">', "/assets/site.css?v=0123456789"),
    ],
)
def test_addresses_of_files_without_a_hash_get_a_version(
    name: str, html: str, expected: str
) -> None:
    assert expected in with_versions(html, name, "/sub/path/", DIGESTS.get)


@pytest.mark.parametrize(
    "html",
    [
        '<link href="assets/stylesheets/main.57a0d79d.min.css">',
        '<script src="assets/switchpoint/live-snippet-ABCDEFGH.js">',
        '<script src="assets/not-there.js">',
        '<a href="https://example.org/assets/site.css">',
        '<link href="assets/site.css?v=1">',
        '<p data-src="assets/site.css">',
        '<code>href="assets/site.css</code>',
    ],
)
def test_others_are_left_alone(html: str) -> None:
    assert with_versions(html, "index.html", "/", DIGESTS.get) == html


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("assets/stylesheets/main.57a0d79d.min.css", True),
        ("assets/switchpoint/pyodide-314/stdlib.zip.gz", True),
        ("assets/site.css", True),
        ("search/search_index.json", False),
        ("article/index.html", False),
    ],
)
def test_which_addresses_change_with_their_content(name: str, expected: bool) -> None:
    assert is_immutable(name) is expected
