"""Programs that must print the same in the tab as natively.

One about its loopback: refusal, timeouts, half-close, backpressure, endings. One about edges of
gevent and asyncio: the order of what is due, one running loop for all greenlets, signals. One about
a program's own file, its imports by name and its frames. Two about frames where the tab has Python
functions and CPython has C: of greenlets, and without them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.blocks import block, output, press, set_source, wait_for_state
from tests.conformance.site import PAGE, SNIPPET
from tests.conformance.upstream import HERE


@pytest.mark.parametrize(
    ("names", "lines"),
    [
        (["in_tab_loopback"], 21),
        (["in_tab_edges"], 23),
        (["in_tab_program"], 48),
        (["in_tab_shown_frames", "in_tab_frames"], 57),
        (["in_tab_shown_frames", "in_tab_plain_frames"], 43),
    ],
    ids=lambda it: it[-1] if isinstance(it, list) else None,
)
def test_a_program_prints_and_ends_the_same_as_on_linux(
    page: Page, address: str, tmp_path: Path, names: list[str], lines: int
) -> None:
    source = program(*names)
    page.goto(address + PAGE)
    found = block(page, SNIPPET)
    set_source(found, source)
    press(found, "run")
    state = wait_for_state(found, "done", "failed")
    natively = run_natively(source, tmp_path)
    assert output(found) == natively.stdout
    assert natively.stdout.count("\n") == lines
    assert state == ("failed" if natively.returncode else "done")
    assert bool(natively.returncode) == source.endswith(FAILS)


FAILS = 'fails("last")\n'
"""The last line of a program that ends with an exception."""


def program(*names: str) -> str:
    """Return a program that consists of files in tests/conformance, one after the other."""
    return "\n\n".join((HERE / f"{name}.py").read_text("utf-8") for name in names)


def run_natively(source: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder of its own; its input is at its end."""
    (folder / "program.py").write_text(source, "utf-8")
    return subprocess.run(
        [sys.executable, "program.py"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
