"""One style sheet for every page instead of several: each is a request that the page waits for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

_LINK = re.compile(r'[ \t]*<link rel="stylesheet" href="([^"]+)">\n?')
_REFERENCE_ONLY = re.compile(r"\b_mkdocstrings\.css")
_MARKED_UP = '<div class="doc '
FOLDER = "assets/stylesheets"


def sheets(html: str) -> list[str]:
    """Return the addresses of the style sheets that every page has, in order."""
    return [href for href in _LINK.findall(html) if not _REFERENCE_ONLY.search(href)]


def merged(contents: list[str]) -> tuple[str, str]:
    """Return the path and the content of the sheet that stands for several.

    Their addresses of pictures have to be ``data:`` ones: the new sheet stands elsewhere.
    """
    text = "\n".join(
        re.sub(r"^@charset [^;]*;|/\*# sourceMappingURL=.*?\*/", "", c) for c in contents
    )
    for address in re.findall(r"url\(\s*[\"']?([^\"')]{1,80})", text):
        if not address.startswith(("data:", "#")):
            raise ValueError(f"a style sheet refers to {address}; only data: can be merged")
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{FOLDER}/site.{digest}.min.css", f'@charset "UTF-8";{text}'


def with_one_sheet(html: str, address_of: Callable[[str], str]) -> str:
    """Return the page with one sheet in place of the first, and of the reference's those it needs.

    ``address_of`` makes the one sheet's address from the first one's.
    """
    links = list(_LINK.finditer(html))
    if not links:
        return html
    first = next(link[1] for link in links if not _REFERENCE_ONLY.search(link[1]))
    kept = [f'<link rel="stylesheet" href="{address_of(first)}">']
    reference = [link[1] for link in links if _REFERENCE_ONLY.search(link[1])]
    if reference and _MARKED_UP in html:
        kept.insert(0, f'<link rel="stylesheet" href="{reference[0]}">')
    start = links[0].start()
    rest = _LINK.sub("", html[start:])
    return f"{html[:start]}{''.join(f'      {link}{chr(10)}' for link in kept)}{rest}"
