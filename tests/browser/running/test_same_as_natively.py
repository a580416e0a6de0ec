"""Programs that must print the same in the tab as natively.

One about its loopback: refusal, timeouts, half-close, backpressure, endings. One about edges of
gevent and asyncio: the order of what is due, one running loop for all greenlets, signals.
"""

from __future__ import annotations

import subprocess
import sys

import pytest
from playwright.sync_api import Page

from tests.browser.blocks import block, output, press, set_source, wait_for_state
from tests.conformance.site import PAGE, SNIPPET
from tests.conformance.upstream import HERE


@pytest.mark.parametrize(("name", "lines"), [("in_tab_loopback", 21), ("in_tab_edges", 23)])
def test_a_program_prints_the_same_as_on_linux(
    page: Page, address: str, name: str, lines: int
) -> None:
    program = HERE / f"{name}.py"
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True)
    page.goto(address + PAGE)
    found = block(page, SNIPPET)
    set_source(found, program.read_text("utf-8"))
    press(found, "run")
    wait_for_state(found, "done", "failed")
    assert output(found) == done.stdout
    assert done.stdout.count("\n") == lines
