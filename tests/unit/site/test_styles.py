"""One style sheet: which are merged, what the pages then say, what cannot be merged."""

from __future__ import annotations

import pytest

from switchpoint.site import styles

PAGE = """\
<head>
      <link rel="stylesheet" href="../assets/main.css">
      <link rel="stylesheet" href="../assets/_mkdocstrings.css">
      <link rel="stylesheet" href="../assets/_mkdocstrings.css">
      <link rel="stylesheet" href="../assets/site.css">
</head>
"""


def address_of(first: str) -> str:
    return first.replace("main.css", "one.css")


def test_the_sheets_that_every_page_has() -> None:
    assert styles.sheets(PAGE) == ["../assets/main.css", "../assets/site.css"]


def test_a_page_gets_the_one_sheet_in_their_place() -> None:
    html = styles.with_one_sheet(PAGE, address_of)
    assert html.count("<link") == 1
    assert '<link rel="stylesheet" href="../assets/one.css">' in html
    assert html.endswith("</head>\n")


def test_the_references_pages_keep_theirs_once_and_first() -> None:
    html = styles.with_one_sheet(PAGE + '<div class="doc doc-object">', address_of)
    assert html.count("_mkdocstrings") == 1
    assert html.index("_mkdocstrings") < html.index("one.css")


def test_the_order_of_the_rules_stays_and_the_name_bears_their_hash() -> None:
    name, content = styles.merged(['@charset "UTF-8";a{}', "b{}\n/*# sourceMappingURL=b.map*/"])
    assert content.startswith('@charset "UTF-8";a{}\nb{}')
    assert content.count("@charset") == 1
    assert "sourceMappingURL" not in content
    assert styles.merged(["a{}", "c{}"])[0] != name


def test_a_picture_beside_a_sheet_cannot_be_moved() -> None:
    styles.merged(["a{background:url(data:image/svg+xml;x)} b{fill:url(#c)}"])
    with pytest.raises(ValueError, match=r"picture\.png"):
        styles.merged(["a{background:url('picture.png')}"])
