"""Finds files of the bundle by what their names have beside the hash."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from pathlib import Path

from switchpoint.bundle.manifest import Bundle

ROOT = Path(__file__).parents[3]


def named(made: Bundle, pattern: str) -> Path:
    """Return the one file whose name matches."""
    found = [name for name in made.files if re.fullmatch(pattern, name)]
    assert len(found) == 1, f"{pattern}: {found}"
    return made.folder / found[0]


def archive(made: Bundle, name: str) -> zipfile.ZipFile:
    """Return an archive of the standard library."""
    packed = named(made, rf"pyodide-.*/{name}\.zip\.gz").read_bytes()
    return zipfile.ZipFile(io.BytesIO(gzip.decompress(packed)))
