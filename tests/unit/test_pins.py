"""Every package that the project stands on is pinned, so that tomorrow's install is today's."""

from __future__ import annotations

from packaging.utils import canonicalize_name

from tests import pins


def test_every_package_of_the_environment_is_pinned() -> None:
    pinned = {
        canonicalize_name(it.name): str(it.specifier)
        for it in [*pins.named(), *pins.brought_along()]
    }
    wrong = {
        name: f"{version} is installed, pinned is {pinned.get(name)}"
        for name, version in pins.installed().items()
        if pinned.get(name) != f"=={version}"
    }
    assert wrong == {}, "run: uv run --no-sync python -m tests.pins"


def test_no_package_is_pinned_twice() -> None:
    direct = {canonicalize_name(it.name) for it in pins.named()}
    assert not direct & {canonicalize_name(it.name) for it in pins.brought_along()}
