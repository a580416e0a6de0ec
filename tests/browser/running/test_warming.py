"""A program with gevent prints the same whether its interpreter was prepared for it or not."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.blocks import (
    ENDED,
    block,
    output,
    set_source,
    wait_for_state,
)

GEVENT = "article/gevent/"
NAMES = ["greenlets/three_requests", "greenlets/through_the_hub"]

LATE = """\
import sys
import warnings

import requests

print("ssl" in sys.modules)
from gevent import monkey

with warnings.catch_warnings(record=True) as caught:
    monkey.patch_all()
print(sorted(str(warning.message).partition(".")[0] for warning in caught))
"""

LOOKS = """\
import os
import sys

import gevent

print([name for name in ("ssl", "requests", "urllib3", "subprocess") if name in sys.modules])
print(sorted(name for name in os.environ if "GEVENT" in name), gevent.monkey.saved)
"""


def warmed(found: Locator) -> None:
    """Let the pointer reach a block, and its interpreter get ready for it."""
    page = found.page
    with page.expect_response("**/gevent-*.whl"):
        found.dispatch_event("pointerenter")
    page.wait_for_timeout(2_000)


@pytest.mark.parametrize("name", NAMES)
def test_a_snippet_is_as_recorded_in_a_prepared_interpreter(
    page: Page, address: str, name: str
) -> None:
    page.goto(address + GEVENT)
    found = block(page, name)
    warmed(found)
    found.evaluate("block => void block.run()")
    assert wait_for_state(found, *ENDED) == "passed", output(found)


def test_gevent_and_requests_need_no_more_of_the_library_than_their_archives(
    page: Page, address: str
) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))
    page.goto(address + GEVENT)
    found = block(page, "greenlets/three_requests")
    found.evaluate("block => void block.run()")
    assert wait_for_state(found, *ENDED) == "passed", output(found)
    archives = sorted(name for name in fetched if ".zip" in name)
    assert archives == ["network.zip.gz", "stdlib.zip.gz", "web.zip.gz"]


@pytest.mark.parametrize("source", [LATE, LOOKS], ids=["late", "looks"])
def test_the_order_of_imports_stays_the_programs(page: Page, address: str, source: str) -> None:
    printed = []
    for is_warm in (False, True):
        page.goto(address + GEVENT)
        found = block(page, "greenlets/through_the_hub")
        set_source(found, source)
        if is_warm:
            warmed(found)
        assert found.evaluate("block => block.run()") in ENDED
        printed.append(output(found))
        page.evaluate("localStorage.clear()")
    assert printed[0] == printed[1]
    assert printed[0]


def test_a_plain_program_never_runs_where_gevent_has_been_prepared(
    page: Page, address: str
) -> None:
    page.goto(address + GEVENT)
    found = block(page, "greenlets/through_the_hub")
    warmed(found)
    set_source(
        found,
        "import os, sys\nprint('gevent' in sys.modules, 'PURE_PYTHON' in os.environ)\n"
        "print('pathlib' in sys.modules)  # it takes a tenth of the boot\n",
    )
    assert found.evaluate("block => block.run()") == "done"
    assert output(found) == "False False\nFalse\n"
