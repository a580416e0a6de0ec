"""Runs a program in the tab's session, natively and in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, cast


def run_in_session(source: str, folder: Path, checks: str = "") -> dict[str, Any]:
    """Return how the program ended, as recording/run_traced.py reports it."""
    (folder / "program.py").write_text(source)
    command = ["-m", "switchpoint.recording.run_traced", "program.py"]
    if checks:
        (folder / "program.checks.py").write_text(checks)
        command.append("program.checks.py")
    done = run_python(command, folder)
    assert done.returncode == 0, done.stderr
    return cast("dict[str, Any]", json.loads(done.stdout))


def run_python(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run this interpreter in a folder, without input and colours."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        env={"NO_COLOR": "1", "PYTHONUTF8": "1"},
    )
