"""Pin what the project's packages bring along: ``uv run --no-sync python -m tests.pins``.

pyproject.toml pins the packages that the project names. ``[tool.uv] constraint-dependencies`` pins
the others, for every system, without naming an index as uv.lock does. This command resolves them
and writes that list anew; with ``--upgrade`` to the newest versions, otherwise only where a package
was added or dropped.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
_LIST = re.compile(r"^constraint-dependencies = \[\n.*?^\]\n", re.MULTILINE | re.DOTALL)
_RESOLVE = "uv export -q --no-hashes --no-annotate --no-header --all-groups --no-emit-project"


def named() -> list[Requirement]:
    """Return what pyproject.toml itself asks for."""
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))
    lines = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return [Requirement(line) for line in lines]


def brought_along() -> list[Requirement]:
    """Return the pins of ``constraint-dependencies``."""
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))
    return [Requirement(line) for line in project["tool"]["uv"]["constraint-dependencies"]]


def installed() -> dict[NormalizedName, str]:
    """Return the version of every package that the project needs on this system, by name."""
    there = {canonicalize_name(it.name): it for it in distributions()}
    versions: dict[NormalizedName, str] = {}
    waiting, seen = named(), set()
    while waiting:
        requirement = waiting.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if name in there and (name, extras) not in seen:
            seen.add((name, extras))
            versions[name] = there[name].version
            waiting += _needed_by(there[name], extras)
    return versions


def _needed_by(package: Distribution, extras: frozenset[str]) -> list[Requirement]:
    """Return what a package needs on this system, with these of its extras."""
    requirements = map(Requirement, package.requires or [])
    return [
        it
        for it in requirements
        if it.marker is None or any(it.marker.evaluate({"extra": e}) for e in extras or {""})
    ]


def with_list(text: str, lines: list[str]) -> str:
    """Return the text of pyproject.toml with these constraints."""
    listed = "".join(f'    "{line}",\n' for line in lines)
    return _LIST.sub(lambda _: f"constraint-dependencies = [\n{listed}]\n", text)


def main(upgrade: bool) -> None:
    """Resolve the dependencies and write the list; leave the file as it was if that fails."""
    before = PYPROJECT.read_text("utf-8")
    command = [*_RESOLVE.split(), "--upgrade"] if upgrade else _RESOLVE.split()
    if upgrade:
        PYPROJECT.write_text(with_list(before, []), "utf-8")
    try:
        said = subprocess.run(
            command, cwd=PYPROJECT.parent, stdout=subprocess.PIPE, text=True, check=True
        )
    except subprocess.CalledProcessError:
        PYPROJECT.write_text(before, "utf-8")
        sys.exit("nothing was changed")
    direct = {canonicalize_name(it.name) for it in named()}
    lines = [line for line in said.stdout.splitlines() if line.partition("==")[0] not in direct]
    PYPROJECT.write_text(with_list(before, lines), "utf-8")


if __name__ == "__main__":
    main("--upgrade" in sys.argv[1:])
