"""The Pythons on a machine: each version once, and none that does not run."""

from __future__ import annotations

import json
import platform
import sys
from pathlib import Path

import pytest

from switchpoint.measuring.pythons import all_pythons


def write_python(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_each_version_is_found_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    says = f'[ "$1" = -c ] && echo %s || exec {sys.executable} "$@"'
    write_python(tmp_path, "python3.9", says % "3.9")
    write_python(tmp_path, "python3.10", "exit 127")
    write_python(tmp_path, "python3.11", says % "3.9")
    write_python(tmp_path, "python3.14t", says % "3.14t")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    this, old, free = all_pythons()
    assert (this.path, this.version) == (
        sys.executable,
        ".".join(platform.python_version_tuple()[:2]),
    )
    assert (old.path, old.version) == (str(tmp_path / "python3.9"), "3.9")
    assert free.version == "3.14t"
    assert json.loads(free.run("lost_updates.py", 1)) == {"plus_equals": 0, "plus_a_call": 0}
    assert float(old.run("computing.py", 2, 4, 1)) > 0
