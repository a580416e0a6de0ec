"""What a switch costs in the tab and natively, and how many greenlets fit: prints a table.

    uv run python -m tests.conformance.figures

The same program runs in a block of the site, in Chromium, and under this CPython with the
compiled gevent. Times are medians; the machine decides them, the ratios say more.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.browser.blocks import set_source
from tests.conformance.site import OpenBlock, opened_site

PROGRAM = Path(__file__).parent / "in_tab_figures.py"
type Figures = dict[str, float]
"""Microseconds: ``switch``, ``run_sync``, ``sleep_0``, ``spawn_join``, ``request``. Seconds:
``three_requests``. A number: ``suspended``."""


def figures_in(output: str) -> Figures:
    """Return the figures that the program has printed."""
    lines = [line for line in output.splitlines() if line.startswith("@@")]
    if not lines:
        raise SystemExit(f"the program has printed no figures, but:\n{output}")
    found: Figures = json.loads(lines[-1][2:])
    return found


def in_the_tab(open_block: OpenBlock) -> Figures:
    """Run the program in a block of the site."""
    found = open_block()
    set_source(found, PROGRAM.read_text("utf-8"))
    found.evaluate("block => block.run()")
    output = found.locator("[data-part=output]").text_content() or ""
    found.page.close()
    return figures_in(output)


def natively() -> Figures:
    """Run the program under this interpreter."""
    done = subprocess.run(
        [sys.executable, str(PROGRAM)], capture_output=True, text=True, check=False
    )
    return figures_in(done.stdout + done.stderr)


def main() -> int:
    """Print the table."""
    with opened_site() as (_, open_block):
        tab = in_the_tab(open_block)
    native = natively()
    print(f"{'':20}{'tab':>10}{'native':>10}{'ratio':>8}")
    for name, value in tab.items():
        beside = native.get(name)
        other = "" if beside is None else f"{beside:10.2f}{value / beside:8.1f}"
        print(f"{name:20}{value:10.2f}{other}")
    print(f"one switch is {tab['switch'] / tab['run_sync']:.3f} × a run_sync")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
