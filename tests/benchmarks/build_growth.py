"""How a build grows with its pages: no copy of an article page, one, ten and a hundred.

    uv run python -m tests.benchmarks.build_growth

Each copy stands in both languages and in the navigation. Counted are seconds of the processor, for
a machine may be busy. The last line says what a hundred copies cost, in costs of one, without the
fixed part. A build that makes the bundle again ends the script: nothing of its inputs has changed.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from switchpoint.pages.parity import LANGUAGES
from tests.small_collection import site_reader

ROOT = Path(__file__).parents[2]
PAGE = "article/producer-consumer.md"
COPIES = (0, 1, 10, 100)
ROUNDS = 2


def main() -> None:
    """Print what each number of copies costs, and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        make_project(project)
        build(project)  # makes what is made once
        costs = {}
        for copies in COPIES:
            write_pages(project, copies)
            costs[copies] = min(build(project) for _ in range(ROUNDS if copies < 100 else 1))
            print(f"{copies:4} copies  {costs[copies]:7.2f} s of the processor", flush=True)
    fixed = costs[0]
    one = (costs[10] - fixed) / 10
    print(f"one copy, as a tenth of ten: {one:.3f} s; as measured: {costs[1] - fixed:.3f} s")
    print(f"a hundred copies: {(costs[100] - fixed) / one:.1f} × one")


def make_project(project: Path) -> None:
    """Make a site of this project's machinery and one page's snippets."""
    for name in ("src", "node_modules", ".cache", "package-lock.json"):
        (project / name).symlink_to(ROOT / name)
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    config = re.sub(r"^nav:\n(?:  .*\n)+", "", config, flags=re.MULTILINE)
    (project / "mkdocs.yml").write_text(config, "utf-8")
    write_pages(project, 1)
    for placed in site_reader().read((ROOT / "docs/en" / PAGE).read_text("utf-8")).fences:
        source = ROOT / "snippets" / placed.fence.name
        target = project / "snippets" / placed.fence.name
        target.parent.mkdir(parents=True, exist_ok=True)
        for path in source.parent.glob(f"{source.name}.*"):
            shutil.copy(path, target.parent)


def write_pages(project: Path, copies: int) -> None:
    """Write the front page, which shows the snippets, too, and the copies."""
    shutil.rmtree(project / "docs", ignore_errors=True)
    for language in LANGUAGES:
        text = (ROOT / "docs" / language / PAGE).read_text("utf-8")
        folder = project / "docs" / language / "copies"
        folder.mkdir(parents=True)
        (folder.parent / "index.md").write_text(text, "utf-8")
        for number in range(copies):
            (folder / f"page-{number}.md").write_text(text, "utf-8")


def build(project: Path) -> float:
    """Build the site; return the processor's seconds."""
    before = processor_seconds()
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    if done.returncode or "preparing Pyodide" in done.stderr or "npm ci" in done.stderr:
        sys.exit(done.stdout + done.stderr)
    return processor_seconds() - before


def processor_seconds() -> float:
    """Return the processor's seconds of all that has been run."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
