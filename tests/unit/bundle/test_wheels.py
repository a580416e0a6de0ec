"""Wheels for the tab: bytecode, a licence, the same bytes each time, and their lock file."""

from __future__ import annotations

import hashlib
import json
import os
import re
from importlib.metadata import distribution
from pathlib import Path

from wheel.wheelfile import WheelFile

from switchpoint.bundle import wheels
from switchpoint.bundle.manifest import Bundle
from tests.unit.bundle.files import ROOT, named


def wheel_of(made: Bundle, package: wheels.Package) -> Path:
    return named(made, rf"{package.file_name}-[^-]+-0\w+-py314-none-any\.whl")


def test_they_are_bytecode_with_a_licence(made: Bundle) -> None:
    for package in wheels.PACKAGES:
        with WheelFile(wheel_of(made, package)) as wheel:
            names = wheel.namelist()
            metadata = next(n for n in names if n.endswith(".dist-info/METADATA"))
            assert f"Version: {distribution(package.name).version}" in wheel.read(metadata).decode()
        assert any("/licenses/" in n for n in names), package.name
        assert not [n for n in names if n.endswith((".so", ".c", ".pyx", ".py")) or "/tests/" in n]
        assert [n for n in names if n.endswith(".pyc")], package.name


def test_every_file_is_as_its_record_says(made: Bundle) -> None:
    for package in wheels.PACKAGES:
        with WheelFile(wheel_of(made, package)) as wheel:
            for name in wheel.namelist():
                wheel.read(name)  # raises WheelError for another hash, or none


def test_the_same_packages_give_the_same_bytes_with_any_umask(made: Bundle, tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        again = wheels.make_wheels(ROOT / "node_modules/pyodide", tmp_path)
    finally:
        os.umask(before)
    assert len(again) == len(wheels.PACKAGES)
    for wheel in again:
        assert wheel.read_bytes() == (made.folder / wheel.name).read_bytes(), wheel.name


def test_the_lock_lists_them_with_their_digests(made: Bundle) -> None:
    worker = named(made, r"worker-\w+\.js").read_text("utf-8")
    found = re.search(r"lock:'({.*?})'", worker)
    assert found
    lock = json.loads(found[1])
    ours = {package.name.replace(".", "-") for package in wheels.PACKAGES}
    assert set(lock["packages"]) == ours
    assert set(lock["packages"]["gevent"]["depends"]) <= ours
    for entry in lock["packages"].values():
        wheel = (made.folder / entry["file_name"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(wheel).hexdigest()
