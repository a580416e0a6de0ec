"""What a switch costs in the tab and natively, and how many greenlets fit: prints a table.

    uv run python -m tests.conformance.figures

The same program runs in a block of the site, in Chromium, and under this CPython with the
compiled gevent. Times are medians of five rounds; the machine decides them, the ratios say more.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.blocks import block, set_source
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.serving import serve

PROGRAM = Path(__file__).parent / "in_tab_figures.py"
ROOT = PROGRAM.parents[2]
type Figures = dict[str, float]


def figures_in(output: str) -> Figures:
    """Return the figures that the program has printed."""
    lines = [line for line in output.splitlines() if line.startswith("@@")]
    if not lines:
        raise SystemExit(f"the program has printed no figures, but:\n{output}")
    found: Figures = json.loads(lines[-1][2:])
    return found


def in_the_tab() -> Figures:
    """Run the program in a block of the site."""
    folder = Path(tempfile.mkdtemp())
    with serve(folder) as address, sync_playwright() as playwright:
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": address}
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", str(folder)]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        path = find_chromium(playwright)
        with playwright.chromium.launch(executable_path=path, args=ARGUMENTS) as browser:
            page = browser.new_page()
            page.goto(f"{address}gevent-in-your-tab/")
            found = block(page, "greenlets/symmetric_switch")
            set_source(found, PROGRAM.read_text("utf-8"))
            found.evaluate("block => block.run()")
            return figures_in(found.locator("[data-part=output]").text_content() or "")


def natively() -> Figures:
    """Run the program under this interpreter."""
    done = subprocess.run(
        [sys.executable, str(PROGRAM)], capture_output=True, text=True, check=False
    )
    return figures_in(done.stdout + done.stderr)


def main() -> int:
    """Print the table."""
    tab, native = in_the_tab(), natively()
    print(f"{'':48}{'tab':>10}{'native':>10}{'ratio':>8}")
    for name, value in tab.items():
        beside = native.get(name)
        other = "" if beside is None else f"{beside:10.2f}{value / beside:8.1f}"
        print(f"{name:48}{value:10.2f}{other}")
    cost = tab["greenlet switch, µs"] / tab["run_sync of a resolved promise, µs"]
    print(f"one switch is {cost:.2f} × a run_sync")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
