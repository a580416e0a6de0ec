"""Pin every package of the environment: ``uv run python -m tests.pins`` rewrites pyproject.toml.

pyproject.toml pins the packages that the project names. What these bring along is pinned by
``[tool.uv] constraint-dependencies``, which names no index, as uv.lock does.
"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
_LIST = re.compile(r"^constraint-dependencies = \[\n.*?^\]\n", re.MULTILINE | re.DOTALL)


def named() -> set[str]:
    """Return the names of the packages that pyproject.toml itself pins."""
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))
    lines = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return {canonicalize_name(Requirement(line).name) for line in lines}


def brought_along() -> dict[str, str]:
    """Return the versions of all other packages that those need here, by name."""
    installed: dict[str, Distribution] = {canonicalize_name(it.name): it for it in distributions()}
    seen: set[str] = set()
    waiting = sorted(named())
    while waiting:
        name = waiting.pop()
        if name not in seen and name in installed:
            seen.add(name)
            waiting += _needed_by(installed[name])
    return {name: distribution(name).version for name in sorted(seen - named())}


def _needed_by(package: Distribution) -> list[str]:
    """Return the names that a package needs here, with all its extras that are asked for."""
    requirements = map(Requirement, package.requires or [])
    return [
        canonicalize_name(it.name)
        for it in requirements
        if it.marker is None or it.marker.evaluate({"extra": ""})
    ]


def pinned() -> dict[str, str]:
    """Return the versions that ``constraint-dependencies`` pins, by name."""
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))
    lines = project["tool"]["uv"]["constraint-dependencies"]
    return dict(line.split("==") for line in lines)


def main() -> None:
    """Write the list."""
    lines = "".join(f'    "{name}=={version}",\n' for name, version in brought_along().items())
    text = PYPROJECT.read_text("utf-8")
    made = _LIST.sub(f"constraint-dependencies = [\n{lines}]\n", text)
    PYPROJECT.write_text(made, "utf-8")


if __name__ == "__main__":
    main()
