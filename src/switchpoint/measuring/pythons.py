"""The Pythons on this machine that can run a program, besides the one that measures."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MINORS = range(8, 17)

_ASK = (
    "import sys, sysconfig; print('%d.%d' % sys.version_info[:2]"
    " + 't' * bool(sysconfig.get_config_var('Py_GIL_DISABLED')))"
)

PLAIN = Path(__file__).parent / "experiments" / "plain"


@dataclass(frozen=True)
class Python:
    """An interpreter."""

    path: str
    version: str
    """Such as 3.13, or 3.14t for a free-threaded build."""

    def run(self, program: str, *arguments: object) -> str:
        """Run a program of ``experiments/plain``; return what it prints."""
        command = [self.path, str(PLAIN / program), *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def all_pythons() -> list[Python]:
    """Return an interpreter for each version that is found, this one's first."""
    found: dict[str, Python] = {}
    for path in _candidates():
        asked = subprocess.run([path, "-c", _ASK], capture_output=True, text=True)
        version = asked.stdout.strip()
        if not asked.returncode and version not in found:
            found[version] = Python(path, version)
    return list(found.values())


def _candidates() -> Iterator[str]:
    yield sys.executable
    for minor in _MINORS:
        for name in (f"python3.{minor}", f"python3.{minor}t"):
            if path := shutil.which(name):
                yield path
