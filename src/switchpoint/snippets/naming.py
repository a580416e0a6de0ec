"""Names of snippets: find one by its name, list all, and report names that break programs."""

from __future__ import annotations

import re
import sys
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path

from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.snippet import Snippet

_NAME = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")
_EXERCISE_PART = re.compile(r"(?P<name>[a-z][a-z0-9_]*)\.(start|checks)\.py")


def all_snippets(root: Path) -> list[Snippet]:
    """Return every snippet below ``root``, sorted by name; for an exercise, its model solution."""
    return [
        Snippet(root, path.relative_to(root).with_suffix("").as_posix())
        for path in sorted(root.glob("*/*.py"))
        if "." not in path.stem
    ]


def find_snippet(root: Path, name: str) -> Snippet:
    """Return the snippet called ``name``; raise ``SnippetError`` with the nearest name if none."""
    if not _NAME.fullmatch(name):
        raise SnippetError(
            f"{name!r} is no snippet name; write FOLDER/NAME, as in generators/interleave"
        )
    snippet = Snippet(root, name)
    if snippet.path.is_file():
        return snippet
    near = get_close_matches(name, [known.name for known in all_snippets(root)], n=1, cutoff=0.5)
    hint = f"did you mean '{near[0]}'?" if near else f"create {snippet.shown_path}"
    raise SnippetError(f"there is no snippet '{name}'; {hint}")


def naming_problems(root: Path) -> list[str]:
    """Return one line for each file or folder whose name would break the programs.

    A script's own folder comes first on ``sys.path``: a snippet ``queue.py`` would be imported in
    place of the standard library's module, and a folder ``gevent`` would hide the package.
    """
    problems = []
    for folder in sorted(path for path in root.glob("*") if path.is_dir()):
        if folder.name.startswith(("_", ".")):
            continue
        shown = f"{root.name}/{folder.name}"
        if _importable(folder.name, root):
            problems.append(
                f"{shown}:1: a folder named like the importable package '{folder.name}' hides it;"
                " rename the folder"
            )
        for path in sorted(folder.glob("*.py")):
            problems += _file_problems(path, shown)
    return problems


def _file_problems(path: Path, folder: str) -> list[str]:
    """Return one line for each problem with the name of one file in the shown ``folder``."""
    shown = f"{folder}/{path.name}"
    if path.stem in sys.stdlib_module_names:
        return [
            f"{shown}:1: named like the standard library's '{path.stem}', which it would hide from"
            " its neighbours; rename the file"
        ]
    if part := _EXERCISE_PART.fullmatch(path.name):
        return _missing_parts(path, shown, part["name"])
    if not _NAME.fullmatch(f"{path.parent.name}/{path.stem}"):
        return [f"{shown}:1: snippet names are lower_case words; rename the file"]
    return []


def _missing_parts(path: Path, shown: str, name: str) -> list[str]:
    """Return one line for each part that the exercise ``name`` lacks; ``path`` is one part."""
    parts = {
        f"{name}.py": "model solution",
        f"{name}.start.py": "starting code",
        f"{name}.checks.py": "checks",
    }
    return [
        f"{shown}:1: an exercise without its {what}; write {part}, or remove the file"
        for part, what in parts.items()
        if not path.with_name(part).is_file()
    ]


def _importable(name: str, root: Path) -> bool:
    """Tell whether ``import name`` finds a package other than the snippet folder itself."""
    if name in sys.stdlib_module_names:
        return True
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return False
    if spec is None:
        return False
    places = [Path(place) for place in spec.submodule_search_locations or []]
    return spec.origin is not None or any(root not in place.parents for place in places)
