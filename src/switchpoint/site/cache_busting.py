"""Addresses that change with a file's content, so that no cache mixes two deployments.

Most files have a hash in their name. The others get a query: ``site.css?v=0123456789``, the start
of the file's digest. Pages themselves keep their addresses. ``browser/offline/service-worker.js``
builds the same addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from posixpath import normpath

from switchpoint.bundle.manifest import SITE_FOLDER

VERSION_LENGTH = 10
"""Digits of a file's digest that its query has."""

_HASH_IN_NAME = re.compile(rf"^{SITE_FOLDER}/|\.[0-9a-f]{{8}}\.min\.")
_VERSIONED = re.compile(r"^assets/.*\.(css|js|svg|png|ico)$")
_REFERENCE = re.compile(r'(?<=\s)((?:href|src)=")([^"?#:]+\.(?:css|js|svg|png|ico))(?=")')


def is_immutable(name: str) -> bool:
    """Return whether the file's address changes with its content, by its name or by a query."""
    return bool(_HASH_IN_NAME.search(name) or _VERSIONED.search(name))


def with_versions(html: str, name: str, base: str, digest_of: Callable[[str], str | None]) -> str:
    """Return the page with a version behind the addresses of files without a hash in their name.

    Args:
        html: the page.
        name: the page's own file name below the site's root.
        base: the path of the site's address.
        digest_of: returns the digest of a file below the site's root, None if there is no such one.
    """

    def add_version(found: re.Match[str]) -> str:
        attribute, address = found.groups()
        target = _target(name, address, base)
        if _HASH_IN_NAME.search(target) or not (digest := digest_of(target)):
            return found[0]
        return f"{attribute}{address}?v={digest[:VERSION_LENGTH]}"

    return _REFERENCE.sub(add_version, html)


def _target(name: str, address: str, base: str) -> str:
    """Return the file that an address on a page means, as a name below the site's root."""
    if address.startswith("/"):
        return address.removeprefix(base)
    return normpath(str(PurePosixPath(name).parent / address))
