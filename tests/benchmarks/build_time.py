"""What the site costs: seconds to build it, and to build it again after one edit of one page.

    uv run python -m tests.benchmarks.build_time

The second figure is what ``mkdocs serve`` says when a Markdown file is saved while it serves. Both
are told in seconds on the clock and in seconds of the processor, for a machine may be busy. The
bytes that a page moves before and after a click are printed by ``python -m switchpoint bundle``.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
MKDOCS = [sys.executable, "-m", "mkdocs"]
EDITED = "docs/en/glossary.md"


def main() -> None:
    """Print both figures; the edit is made in a copy of the project."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        unneeded = shutil.ignore_patterns(".git", ".venv", "site", "*_cache", "node_modules")
        shutil.copytree(ROOT, copy, ignore=unneeded)
        (copy / "node_modules").symlink_to(ROOT / "node_modules")
        clock, processor = built(copy)
        print(f"the whole site          {clock:6.1f} s, of the processor {processor:6.1f} s")
        clock, processor = rebuilt(copy)
        print(f"again after one edit    {clock:6.1f} s, of the processor {processor:6.1f} s")


def built(project: Path) -> tuple[float, float]:
    """Build the site; return seconds on the clock and of the processor."""
    began, used = time.perf_counter(), processor_seconds()
    subprocess.run(
        [*MKDOCS, "build", "--strict", "--quiet"],
        cwd=project,
        env=surroundings(),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - began, processor_seconds() - used


def rebuilt(project: Path) -> tuple[float, float]:
    """Serve the site, edit a page, and return the seconds until it is built again."""
    server = subprocess.Popen(
        [*MKDOCS, "serve", "--dev-addr", "127.0.0.1:0"],
        cwd=project,
        env=surroundings(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr
    try:
        times = []
        used = 0.0
        for line in server.stderr:
            if found := re.search(r"Documentation built in ([\d.]+) seconds", line):
                times.append((float(found[1]), of_process(server.pid) - used))
                if len(times) == 2:
                    return times[1]
            elif "Serving on" in line:
                used = of_process(server.pid)
                page = project / EDITED
                page.write_text(page.read_text("utf-8") + "\nOne more line.\n", "utf-8")
        raise RuntimeError("mkdocs serve ended before it had built the site again")
    finally:
        server.terminate()
        server.wait()


def processor_seconds() -> float:
    """Return the processor time of all ended processes that this one started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def of_process(pid: int) -> float:
    """Return a running process's processor time, as Linux tells it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def surroundings() -> dict[str, str]:
    """Return the environment of a build, without the theme's notice."""
    return os.environ | {"NO_MKDOCS_2_WARNING": "1"}


if __name__ == "__main__":
    main()
