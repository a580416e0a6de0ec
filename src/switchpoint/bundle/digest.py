"""Short hashes: they name files by their content, and tell a cache when something has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(paths: Iterable[Path], *more: str) -> str:
    """Return 16 digits for the names and contents of files, and for other texts."""
    made = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        made.update(f"{path.name}\0{len(content)}\0".encode())
        made.update(content)
    for text in more:
        made.update(f"\0{text}".encode())
    return made.hexdigest()[:16]
