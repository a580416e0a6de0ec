"""The keys of the bundle: when its parts are made again."""

from __future__ import annotations

import shutil
from importlib.metadata import Distribution, distribution
from pathlib import Path
from types import SimpleNamespace

import pytest

from switchpoint.bundle import build, wheels
from tests.small_collection import ROOT


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of our package, of which the keys are made."""
    copy = tmp_path / "switchpoint"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src/switchpoint", copy, ignore=ignored)
    monkeypatch.setattr(build, "_PACKAGE", copy)
    return copy


def keys(root: Path = ROOT) -> dict[str, str]:
    called = build._called()
    return {"runtime": build._runtime_key(root, called), "wheels": build._wheels_key(root)}


def changed(before: dict[str, str], now: dict[str, str]) -> set[str]:
    return {name for name in before if before[name] != now[name]}


def test_each_file_that_makes_a_part_is_in_its_key(package: Path) -> None:
    before = keys()
    rooms = {"bundle": {"runtime", "wheels"}, "tab": {"runtime"}, "tracing": {"runtime"}}
    for room, parts in rooms.items():
        files = [p for p in (package / room).rglob("*.*") if p.suffix in (".py", ".mjs", ".json")]
        assert len(files) > 10 or room == "tracing"
        for path in files:
            content = path.read_bytes()
            path.write_bytes(content + b"\n")
            assert changed(before, keys()) == parts, path
            path.write_bytes(content)
    assert keys() == before


def test_a_file_that_moves_is_another_library(package: Path) -> None:
    before = keys()
    (package / "tab/program/stdin.py").rename(package / "tab/stdin.py")
    assert changed(before, keys()) == {"runtime"}


def test_the_lock_file_of_npm_is_in_the_keys(tmp_path: Path) -> None:
    lock = tmp_path / "package-lock.json"
    lock.write_bytes((ROOT / lock.name).read_bytes() + b"\n")
    assert changed(keys(), keys(tmp_path)) == {"runtime", "wheels"}


@pytest.mark.parametrize("name", ["gevent", "pyodide-build", "wheel"])
def test_the_versions_of_packages_are_in_the_key_of_the_wheels(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(asked: str) -> Distribution | SimpleNamespace:
        return SimpleNamespace(version="0") if asked == name else distribution(asked)

    before = keys()
    monkeypatch.setattr(wheels, "distribution", other)
    assert changed(before, keys()) == {"wheels"}
