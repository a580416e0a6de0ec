"""The wheels for the tab can be made again, byte for byte."""

from __future__ import annotations

from pathlib import Path

from switchpoint.bundle import build, wheels

ROOT = Path(__file__).parents[2]


def test_the_same_packages_give_the_same_wheels(tmp_path: Path) -> None:
    made = build.ensure(ROOT)
    for wheel in wheels.make_wheels(ROOT / "node_modules/pyodide", tmp_path):
        assert wheel.read_bytes() == (made.folder / wheel.name).read_bytes()
