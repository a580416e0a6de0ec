"""The Content-Security-Policy that every page carries: pure functions from HTML to HTML.

A static host sends no headers of ours, so the policy stands in a ``<meta>`` element. Instant
navigation loads later pages into the first one, whose policy stays in force. Therefore all pages
carry the same policy, with the hashes of the inline scripts of every page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection
from html import escape

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"""\btype=["']?(?!module\b|text/javascript\b)[\w/+.-]+""", re.IGNORECASE)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)


def inline_scripts(html: str) -> set[str]:
    """Return the hash sources (``'sha256-…'``) of the inline scripts that a page executes."""
    return {
        _hash(text)
        for attributes, text in _SCRIPT.findall(html)
        if text and not re.search(r"\bsrc=", attributes) and not _DATA.search(attributes)
    }


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(scripts: Collection[str], *, serving: bool = False) -> str:
    """Return the policy that allows these inline scripts and the site's own files, nothing else.

    ``mkdocs serve`` adds a script to each page that is different each time. While serving, the
    policy allows all inline scripts; the rest of it stays the same.
    """
    inline = ["'unsafe-inline'"] if serving else sorted(scripts)
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self' 'wasm-unsafe-eval'", *inline]),
            "style-src 'self'",
            "img-src 'self' data:",  # the theme's style sheet has icons as data: URLs
            "connect-src 'self'",
            # A worker from a blob: URL inherits this policy. A worker from a file does not: its
            # policy comes from the file's response headers, and a static host sends none.
            "worker-src 'self' blob:",
            "base-uri 'none'",
            "form-action 'none'",
            "object-src 'none'",
        ]
    )


def with_policy(html: str, policy: str) -> str:
    """Return the page with this policy, in place of an earlier one.

    The element comes right after the character set: a policy applies only to what follows it.
    """
    html = _POLICY.sub("", html)
    # The attribute is in double quotes, so the policy's single quotes need no escape.
    element = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">'
    found = _CHARSET.search(html) or _HEAD.search(html)
    if not found:
        return html
    return f"{html[: found.end()]}{element}\n{html[found.end() :]}"
