"""Finish the built site: run all steps that need every file of it, in the right order.

The order matters. The policy changes the pages, so it comes before their digests are taken. The
deployment's name is a digest of all files, so it is known last; writing it into the pages changes
them again, and the service worker lists the digests of the pages as they are then.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from switchpoint.bundle.manifest import Bundle
from switchpoint.site import (
    cache_busting,
    error_messages,
    policy,
    search_index,
    service_worker,
)

type Pages = dict[str, str]
"""HTML by file name below the site's root."""


def finish(
    site: Path, base: str, bundle: Bundle | None, *, prefixes: Iterable[str] = (), serving: bool
) -> None:
    """Finish the site in the folder ``site``.

    Args:
        site: the folder that MkDocs wrote.
        base: the path of the site's address; it starts and ends with a slash.
        bundle: the browser's files, or None for a site without live blocks.
        prefixes: the folders of the languages that have one, such as ``en/``.
        serving: whether ``mkdocs serve`` runs. Its pages change all the time, so nothing is stored
            for reading offline, and a service worker of an earlier build unregisters itself.
    """
    prefixes = tuple(prefixes)
    search_index.prepare(site, prefixes)
    error_messages.write(site, prefixes)
    pages = _with_policy(_read(site), serving=serving)
    if not serving:
        pages = _with_versions(pages, site, base)
    _write(pages, site)
    if serving or not bundle:
        script = service_worker.unregister_script()
    else:
        identity = service_worker.identity(service_worker.digests(site))
        _write({name: service_worker.named(html, identity) for name, html in pages.items()}, site)
        script = service_worker.script(identity, service_worker.digests(site), bundle)
    (site / service_worker.NAME).write_text(script, encoding="utf-8")


def _read(site: Path) -> Pages:
    paths = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def _write(pages: Pages, site: Path) -> None:
    for name, html in pages.items():
        (site / name).write_text(html, encoding="utf-8")


def _with_policy(pages: Pages, *, serving: bool) -> Pages:
    """Return the pages with one policy, which allows the inline scripts of all of them."""
    scripts = set().union(*map(policy.inline_scripts, pages.values()))
    text = policy.policy(scripts, serving=serving)
    return {name: policy.with_policy(html, text) for name, html in pages.items()}


def _with_versions(pages: Pages, site: Path, base: str) -> Pages:
    """Return the pages with a version in the address of each file that needs one."""

    @cache
    def digest_of(name: str) -> str | None:
        path = site / name
        return service_worker.digest(path.read_bytes()) if path.is_file() else None

    return {
        name: cache_busting.with_versions(html, name, base, digest_of)
        for name, html in pages.items()
    }
