"""Runs all of it, compares with the known differences, writes results.json and the page's tables.

uv run python -m tests.conformance
"""

from __future__ import annotations

import datetime
import json
import os
import platform
from pathlib import Path

from tests.conformance import figures, table, upstream
from tests.conformance.site import opened_site


def machine() -> str:
    """Describe the machine in a few words."""
    cores = len(os.sched_getaffinity(0))
    about = Path("/proc/cpuinfo").read_text("utf-8")
    names = [line.partition(": ")[2] for line in about.splitlines() if "model name" in line]
    return f"{cores} shared cores ({names[0] if names else platform.machine()}, Linux)"


def main() -> int:
    """Run the suites and the figures; say what was not reached, and what the list has wrong."""
    details: upstream.Results = {}
    suites = {}
    with opened_site() as (browser, open_block):
        tab = figures.in_the_tab(open_block)
        for suite in upstream.SUITES:
            found = upstream.run_suite(suite, [], open_block)
            suites[suite], details = upstream.summary(suite, found), details | found
        chromium = f"Chromium {browser.version.partition('.')[0]}"
    results: table.Results = {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": machine(),
        "load": round(os.getloadavg()[0], 1),
        "chromium": chromium,
        "python": f"CPython {platform.python_version()}",
        "suites": suites,
        "tab": tab,
        "native": figures.natively(),
    }
    text = json.dumps(results, indent=2, ensure_ascii=False) + "\n"
    table.RESULTS.write_text(text, "utf-8")
    table.write_pages(results)
    print(table.conformance(results, "en"), table.comparison(results, "en"), sep="\n\n")
    problems = upstream.disagreements(details)
    problems += [f"not reached: {row.what}" for row in table.rows(results, "en") if not row[3]]
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
