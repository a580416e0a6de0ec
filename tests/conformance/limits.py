"""The programs that show how the tab differs from CPython: run natively, compared, kept.

src/switchpoint/pages/limits has the list. ``SWITCHPOINT_GOLDEN=write`` keeps what they print.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from switchpoint.pages.limits.differences import PRINTED, Difference, differences, printed

HERE = Path(__file__).parent

type Texts = dict[str, str]
"""What each program printed, by the id of its difference."""


def text_for(chosen: list[Difference]) -> str:
    """Return one program that runs those of some differences, which all import gevent or none."""
    # the tab finds out what a program needs from its import statements
    needs = "gevent" if chosen[0].with_gevent else "asyncio\nimport socket"
    programs = {it.id: it.program for it in chosen}
    driver = (HERE / "in_tab_limits.py").read_text("utf-8")
    return f"import {needs}\n\nPROGRAMS = {programs!r}\n{driver}"


def groups() -> list[list[Difference]]:
    """Return the differences without gevent, then those with it."""
    return [[it for it in differences() if it.with_gevent == wanted] for wanted in (False, True)]


def read(output: str) -> Texts:
    """Return what the programs of one run printed."""
    found: Texts = json.loads(output)
    return found


def natively() -> Texts:
    """Run all programs in this Python."""
    found: Texts = {}
    for group in groups():
        command = [sys.executable, "-c", text_for(group)]
        found |= read(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def disagreements(found: Texts, place: int) -> list[str]:
    """Compare with what is kept (place 0: CPython, 1: the tab); a difference that is gone is one.

    ``SWITCHPOINT_GOLDEN=write`` keeps the new texts first.
    """
    if os.environ.get("SWITCHPOINT_GOLDEN") == "write":
        _keep(found, place)
    kept, problems = printed(), []
    for it in differences():
        both = kept.get(it.id, ("", ""))
        if found[it.id] != both[place]:
            problems.append(f"{it.id}: it prints {found[it.id]!r}, kept is {both[place]!r}")
        elif found[it.id] == both[1 - place]:
            problems.append(f"{it.id}: the difference is gone, take it out of the list")
    return problems


def _keep(found: Texts, place: int) -> None:
    kept = printed() if PRINTED.exists() else {}
    for it in differences():
        both = list(kept.get(it.id, ("", "")))
        both[place] = found[it.id]
        kept[it.id] = (both[0], both[1])
    order = {it.id: kept[it.id] for it in differences()}
    text = json.dumps(order, indent=2, ensure_ascii=False) + "\n"
    PRINTED.write_text(text, "utf-8")
    printed.cache_clear()
