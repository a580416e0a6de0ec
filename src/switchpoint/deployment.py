"""Finishes the built site as a whole: what can be known only when all its files are there."""

from __future__ import annotations

from pathlib import Path

from switchpoint import csp


def finish(site: Path, *, serving: bool) -> None:
    """Give every page of the site one Content-Security-Policy."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    scripts = set().union(*map(csp.inline_scripts, pages.values()))
    policy = csp.policy(scripts, serving=serving)
    for path, html in pages.items():
        path.write_text(csp.with_policy(html, policy), encoding="utf-8")
