"""The parts of the standard library that a tab fetches only when a program imports them.

Most programs need little of the library, so its rarer modules are in archives of their own. A
program's imports are known before it starts, and the worker fetches for them; an import that
nobody could foresee fetches while the program waits.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import json
import sys
import zlib
from collections.abc import Callable, Iterable
from importlib.machinery import PathFinder
from pathlib import Path
from typing import cast

_FOLDER = Path("/lib")
_ABSENT = {"_multiprocessing": "a browser tab has no processes"}
"""Modules that Pyodide does without, where a program's author would wonder why."""


class Library(importlib.abc.MetaPathFinder):
    """Finds modules in archives that may have to be fetched first."""

    def __init__(self, fetch: Callable[[str], bytes], archive_of: dict[str, str]) -> None:
        """Fetch an archive by its name; ``archive_of`` maps the name of a module to that."""
        self._fetch, self._archive_of = fetch, archive_of
        self._there: set[str] = set()

    def archives_for(self, modules: Iterable[str]) -> list[str]:
        """Return the archives with these modules that are not there yet."""
        wanted = {self._archive_of.get(name) for name in modules}
        if "web" in wanted:
            wanted.add("network")  # it is cut so that the second is what the first needs on top
        return sorted(name for name in wanted - self._there if name)

    def add(self, archive: str, content: bytes) -> None:
        """Take an archive's content, compressed with gzip or not."""
        if content[:2] == b"\x1f\x8b":
            content = zlib.decompress(content, 31)
        path = self._path(archive)
        path.write_bytes(content)
        self._there.add(archive)
        sys.path.append(str(path))

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find a module in its archive; say why there is none where the name does not tell."""
        if fullname in _ABSENT:
            why = f"No module named {fullname!r}: {_ABSENT[fullname]}"
            raise ModuleNotFoundError(why, name=fullname)
        archive = self._archive_of.get(fullname)
        if archive is None:
            return None
        if archive not in self._there:
            try:
                content = self._fetch(archive)
            except Exception as error:
                reason = f"{fullname} is in a part of the library that could not be fetched"
                raise ImportError(f"{reason}: {error}", name=fullname) from None
            self.add(archive, content)
        parent = fullname.rpartition(".")[0].replace(".", "/")
        return PathFinder.find_spec(fullname, [str(self._path(archive) / parent)])

    @staticmethod
    def _path(archive: str) -> Path:
        return _FOLDER / f"python314-{archive}.zip"


def install(fetch: Callable[[str], bytes]) -> Library:
    """Have imports of missing modules look here, after everywhere else."""
    import switchpoint.tab.boot

    loader = cast(importlib.abc.ResourceLoader, switchpoint.tab.boot.__loader__)
    place = str(Path(switchpoint.tab.boot.__path__[0]) / "stdlib_on_demand.json")
    made = Library(fetch, json.loads(loader.get_data(place)))
    sys.meta_path.append(made)
    return made
