"""How fast the first output comes: this site, the floor and the peers, interleaved, in one table.

    uv run python -m tests.benchmarks.first_output            # prints the tables
    uv run python -m tests.benchmarks.first_output --write    # and puts them on the site's page

Every visit is made by a Chromium with a fresh profile. Peers are installed on first use.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Playwright, sync_playwright

from switchpoint.pages import speed_tables
from tests.benchmarks.first_output import measuring, peers
from tests.benchmarks.first_output.serving import Host, serving
from tests.benchmarks.first_output.systems import System, all_systems
from tests.browser.chromium import find_chromium

ROOT = Path(__file__).parents[3]
PROGRAM = ROOT / "snippets/generators/interleave.py"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--systems", nargs="*", help="default: all")
    parser.add_argument("--write", action="store_true", help=f"write {speed_tables.FILE}")
    options = parser.parse_args()
    program = PROGRAM.read_text("utf-8")
    systems = [
        system
        for system in all_systems(program)
        if not options.systems or system.name in options.systems
    ]
    shop = peers.Workshop(ROOT, PROGRAM)
    try:
        peers.install(shop, {system.name for system in systems if system.peer})
    except peers.PeerError as error:
        print(error, file=sys.stderr)
        return 1
    site = shop.folder / "pages" / "switchpoint"
    _build_site(site)
    folders = [
        ("switchpoint/", site),
        ("floor/", Path(__file__).parent / "floor"),
        ("pyodide/", shop.pyodide),
        ("program.py", PROGRAM),
        *((f"{system.name}/", shop.page(system.name)) for system in systems if system.peer),
        *shop.cdn(),
    ]
    began = os.getloadavg()[0]
    with serving(folders) as host, sync_playwright() as playwright:
        browser = _browser_version(playwright)
        for number, series in _rounds(playwright, host, systems, program, options.rounds):
            measured = speed_tables.Measured(
                date=datetime.date.today().isoformat(),
                machine=_machine(),
                browser=browser,
                load=(began, os.getloadavg()[0]),
                rounds=number,
                titles={system.name: system.title for system in systems},
                systems=series,
            )
            if options.write:  # after every round: who ends it early keeps whole rounds
                (ROOT / speed_tables.FILE).parent.mkdir(exist_ok=True)
                (ROOT / speed_tables.FILE).write_text(measured.write(), "utf-8")
    print(speed_tables.page_tables(measured, "en"))
    return 0


def _rounds(
    playwright: Playwright, host: Host, systems: list[System], program: str, rounds: int
) -> Iterator[tuple[int, dict[str, speed_tables.Series]]]:
    """Visit every system in every way, round after round; another one begins each time.

    Yields, after each round, its number and all figures so far.
    """
    series: dict[str, speed_tables.Series] = {system.name: {} for system in systems}
    for number in range(rounds):
        turn = number % len(systems)
        order = systems[turn:] + systems[:turn]
        # Way by way, for what is compared should lie close together in time.
        for visit, system in itertools.product(measuring.VISITS, order):
            if measuring.is_made(visit, system):
                figures = _patiently(visit, playwright, host, system, program)
                shown = ", ".join(f"{name} {figure:,.0f}" for name, figure in figures.items())
                print(f"round {number + 1}, {system.name}: {shown}", file=sys.stderr)
                for path in host.sent.missing:
                    print(f"  not found: {path}", file=sys.stderr)
                for name, figure in figures.items():
                    series[system.name].setdefault(name, []).append(figure)
        yield number + 1, series


def _patiently(
    visit: measuring.Visit, playwright: Playwright, host: Host, system: System, program: str
) -> measuring.Figures:
    """Visit once more if a visit fails: on a busy machine a browser may not come up in time."""
    try:
        return visit(playwright, host, system, program)
    except PlaywrightError as error:
        print(f"{system.name} once more: {str(error).splitlines()[0]}", file=sys.stderr)
        return visit(playwright, host, system, program)


def _build_site(folder: Path) -> None:
    """Build this site as a deployment would."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def _machine() -> str:
    """Return the processor's name and how many cores there are."""
    name = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            name = line.partition(":")[2].strip()
            break
    return f"{platform.system()}, {os.cpu_count()} × {name}"


def _browser_version(playwright: Playwright) -> str:
    command = [find_chromium(playwright), "--version", "--no-sandbox"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return " ".join(said.split()[:2])


if __name__ == "__main__":
    raise SystemExit(main())
