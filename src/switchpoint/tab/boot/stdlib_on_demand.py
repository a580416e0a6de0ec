"""Import modules of the standard library from archives that are fetched when they are needed.

Most programs need little of the library, so bundle/stdlib_archives.py puts its rarer modules into
archives of their own. The archives that a program's import statements ask for are fetched before
it starts. Any other import, by name at run time or of a module that a library imports, fetches
while the program waits: so does zoneinfo with the wheel of its data, tzdata.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import json
import sys
from collections.abc import Callable, Iterable
from importlib.machinery import PathFinder
from typing import cast

from switchpoint.tab.program import refusals

_IMPORT = "_find_and_load_unlocked"
"""The function of importlib that imports; ``importlib.util.find_spec`` only asks for a module."""


class Library(importlib.abc.MetaPathFinder):
    """Finds modules in archives that may have to be fetched first."""

    def __init__(self, add: Callable[[str], None], archive_of: dict[str, str]) -> None:
        """Find modules by ``archive_of``, which maps their names to archives.

        ``add(archive)`` makes an archive importable, and fetches it if that has not been done.
        """
        self._add, self._archive_of = add, archive_of

    def archives_for(self, modules: Iterable[str]) -> set[str]:
        """Return the names of the archives that hold these modules, and what those need."""
        wanted = {self._archive_of.get(name, "") for name in modules} - {""}
        if "web" in wanted:
            wanted.add("network")  # "web" holds no module that is in "network" already
        return wanted

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find a module in its archive, and fetch that if it is not there yet.

        Raises ``ModuleNotFoundError`` when a program imports a module that no tab has and the
        reason is known, ``ImportError`` when the archive cannot be fetched.
        """
        why = refusals.why_absent(fullname)
        if why is not None and sys._getframe(2).f_code.co_name == _IMPORT:
            raise ModuleNotFoundError(f"No module named {fullname!r}: {why}", name=fullname)
        archive = self._archive_of.get(fullname)
        if archive is None:
            return None
        try:
            self._add(archive)
        except Exception as error:
            reason = f"{fullname} is in a part of the library that could not be fetched"
            raise ImportError(f"{reason}: {error}", name=fullname) from None
        parent = fullname.rpartition(".")[0].replace(".", "/")
        return PathFinder.find_spec(fullname, [f"/lib/{archive}.zip/{parent}".rstrip("/")])


def install(add: Callable[[str], None]) -> Library:
    """Let imports of missing modules look in the archives, after everywhere else."""
    import switchpoint.tab.boot

    loader = cast(importlib.abc.ResourceLoader, switchpoint.tab.boot.__loader__)
    place = f"{switchpoint.tab.boot.__path__[0]}/stdlib_on_demand.json"
    made = Library(add, json.loads(loader.get_data(place)))
    sys.meta_path.append(made)
    return made
