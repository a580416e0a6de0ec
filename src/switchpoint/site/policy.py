"""The Content-Security-Policy that every page carries: pure functions from HTML to HTML.

A static host sends no headers of ours, so the policy stands in a ``<meta>`` element. With instant
navigation the first page's policy stays in force for the inline scripts of later ones, so all
pages carry the same policy, with the hashes of every page's inline scripts.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection
from html import escape

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"""\btype=["']?(?!module\b|text/javascript\b)[\w/+.-]+""", re.IGNORECASE)
_OURS = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)


def inline_scripts(html: str) -> set[str]:
    """Return the policy's names (``'sha256-…'``) for the inline scripts that a page executes."""
    return {
        _hash(text)
        for attributes, text in _SCRIPT.findall(html)
        if text and not re.search(r"\bsrc=", attributes) and not _DATA.search(attributes)
    }


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(scripts: Collection[str], *, serving: bool = False) -> str:
    """Return the policy that lets these inline scripts run and nothing else from elsewhere.

    ``mkdocs serve`` adds a script to each page that is different each time; while serving, inline
    scripts are let run, and all else holds.
    """
    inline = ["'unsafe-inline'"] if serving else sorted(scripts)
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self' 'wasm-unsafe-eval'", *inline]),
            "style-src 'self'",
            "img-src 'self' data:",  # the theme's icons are data: addresses in its style
            "connect-src 'self'",
            # A worker from a blob: address inherits this policy, one from the site's own would not:
            # its policy would be its response's headers, and a static host sends none.
            "worker-src 'self' blob:",
            "base-uri 'none'",
            "form-action 'none'",
            "object-src 'none'",
        ]
    )


def with_policy(html: str, policy: str) -> str:
    """Return the page with this policy, in place of an earlier one.

    It stands right after the character set, before anything that it could be asked about.
    """
    html = _OURS.sub("", html)
    # double quotes delimit the value, and the policy's own quotes stay readable
    element = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">'
    found = _CHARSET.search(html) or _HEAD.search(html)
    if not found:
        return html
    return f"{html[: found.end()]}{element}\n{html[found.end() :]}"
