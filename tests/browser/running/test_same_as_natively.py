"""Programs that must print the same in the tab as natively.

One about its loopback: refusal, timeouts, half-close, backpressure, endings. One about edges of
gevent and asyncio: the order of what is due, one running loop for all greenlets, signals. One about
a program's own file, its imports by name and its frames. One about frames where the tab has Python
functions and CPython has C: greenlets, the loop, waiting.
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
    ("name", "lines"),
    [
        ("in_tab_loopback", 21),
        ("in_tab_edges", 23),
        ("in_tab_program", 48),
        ("in_tab_frames", 59),
    ],
)
def test_a_program_prints_the_same_as_on_linux(
    page: Page, address: str, tmp_path: Path, name: str, lines: int
) -> None:
    source = (HERE / f"{name}.py").read_text("utf-8")
    (tmp_path / "program.py").write_text(source, "utf-8")
    command = [sys.executable, "program.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    page.goto(address + PAGE)
    found = block(page, SNIPPET)
    set_source(found, source)
    press(found, "run")
    wait_for_state(found, "done", "failed")
    assert output(found) == done.stdout
    assert done.stdout.count("\n") == lines
