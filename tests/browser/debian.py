"""Installs a browser from Debian, where the tests run as root and there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock


def on_path(names: Sequence[str]) -> str:
    """Return the path of the first of these programs that is there, "" for none."""
    return next((path for name in names if (path := shutil.which(name))), "")


def install(package: str, names: Sequence[str]) -> str:
    """Install a package that brings one of these programs; return its path, "" if that failed.

    Tests run in several processes, and only one may install at a time.
    """
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return ""
    with FileLock(Path(tempfile.gettempdir()) / "switchpoint-apt.lock"):
        if not on_path(names):
            for command in (["apt-get", "update"], ["apt-get", "install", "-y", package]):
                subprocess.run(command, check=False, capture_output=True)
    return on_path(names)
