"""Wheels for the tab: bytecode, a licence, the same bytes each time, and their lock file."""

from __future__ import annotations

import os
import re
from importlib.metadata import distribution
from pathlib import Path

from wheel.wheelfile import WheelFile

from switchpoint.bundle import wheels
from switchpoint.bundle.manifest import Bundle
from switchpoint.bundle.stdlib_archives import ARCHIVES
from tests.whole.bundle.files import ROOT, named


def wheel_of(made: Bundle, package: str) -> Path:
    return named(made, rf"{wheels.file_name(package)}-[^-]+-0\w+-cp314-none-any\.whl")


def test_they_are_bytecode_with_a_licence(made: Bundle) -> None:
    for package in wheels.NAMES:
        with WheelFile(wheel_of(made, package)) as wheel:
            names = wheel.namelist()
            metadata = next(n for n in names if n.endswith(".dist-info/METADATA"))
            assert f"Version: {distribution(package).version}" in wheel.read(metadata).decode()
        assert any("/licenses/" in n for n in names), package
        assert not [n for n in names if n.endswith((".so", ".c", ".pyx", ".py")) or "/tests/" in n]
        assert [n for n in names if n.endswith(".pyc")], package


def test_every_file_is_as_its_record_says(made: Bundle) -> None:
    for package in wheels.NAMES:
        with WheelFile(wheel_of(made, package)) as wheel:
            for name in wheel.namelist():
                wheel.read(name)  # raises WheelError for another hash, or none


def test_the_same_packages_give_the_same_bytes_with_any_umask(made: Bundle, tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        again = wheels.make_wheels(ROOT / "node_modules/pyodide", tmp_path)
    finally:
        os.umask(before)
    assert len(again) == len(wheels.NAMES)
    for wheel in again:
        assert wheel.read_bytes() == (made.folder / wheel.name).read_bytes(), wheel.name


def test_scripts_know_the_files_of_every_package(made: Bundle) -> None:
    worker = named(made, r"worker-\w+\.js").read_text("utf-8")
    files = {path.partition("-")[0] for path in re.findall(r'"path":"([\w.-]+\.whl)"', worker)}
    assert files == {wheels.file_name(name) for name in wheels.NAMES}
    for package, needed in wheels.FILES_OF.items():
        assert set(needed) <= files | set(ARCHIVES), package
