"""The tab's loopback behaves as Linux's: refusal, timeouts, half-close, backpressure, endings."""

from __future__ import annotations

import subprocess
import sys

from playwright.sync_api import Page

from tests.browser.blocks import block, output, press, set_source, wait_for_state
from tests.conformance.site import PAGE, SNIPPET
from tests.conformance.upstream import HERE

PROGRAM = HERE / "in_tab_loopback.py"


def test_a_program_of_sockets_prints_the_same_as_on_linux(page: Page, address: str) -> None:
    done = subprocess.run([sys.executable, PROGRAM], capture_output=True, text=True, check=True)
    page.goto(address + PAGE)
    found = block(page, SNIPPET)
    set_source(found, PROGRAM.read_text("utf-8"))
    press(found, "run")
    wait_for_state(found, "done", "failed")
    assert output(found) == done.stdout
    assert done.stdout.count("\n") == 21
