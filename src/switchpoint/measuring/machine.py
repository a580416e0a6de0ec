"""Where a measurement is made: the processor, the versions, how busy the machine is."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

MEASURED_PACKAGES = ("gevent", "greenlet", "requests")


def machine() -> str:
    """Return the system, the number of cores and the processor's name."""
    name = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                name = line.partition(":")[2].strip()
                break
    return f"{platform.system()}, {os.cpu_count()} × {name}"


def python() -> str:
    """Return the interpreter's name and version."""
    return f"{platform.python_implementation()} {platform.python_version()}"


def versions() -> dict[str, str]:
    """Return the versions of the packages that are measured."""
    return {name: version(name) for name in MEASURED_PACKAGES}


def load() -> float:
    """Return how many programs wanted the processor during the last minute."""
    return os.getloadavg()[0]
