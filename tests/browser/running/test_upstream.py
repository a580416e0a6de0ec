"""Upstream's own tests in the tab: those that CI has time for. `python -m tests.conformance` runs
all, and writes what the page shows.
"""

from __future__ import annotations

from functools import cache

import pytest
from playwright.sync_api import Locator

from tests.browser.blocks import block
from tests.browser.fixtures import OpenPage
from tests.conformance import table
from tests.conformance.site import PAGE, SNIPPET
from tests.conformance.upstream import (
    SUITES,
    archive,
    classify,
    disagreements,
    known_failures,
    modules_of,
    run_module,
)

MODULES = [
    *(f"greenlet.tests.test_{name}" for name in ("gc", "throw", "tracing")),
    *(f"gevent.tests.test__{name}" for name in ("greenletset", "order", "socketpair")),
]
"""Modules that together touch switching, collecting, the hub and sockets, each within seconds."""

upstream_archive = cache(archive)


@pytest.mark.parametrize("module", MODULES)
def test_upstream_passes_but_for_what_is_known(
    open_page: OpenPage, address: str, module: str
) -> None:
    def open_block() -> Locator:
        page = open_page()
        page.goto(address + PAGE)
        return block(page, SNIPPET)

    results = run_module(open_block, module, upstream_archive())
    assert disagreements(results) == []
    assert "ok" in {classify(test, *outcome) for test, outcome in results.items()}


def test_what_is_known_to_fail_is_what_the_last_whole_run_found() -> None:
    suites = table.saved_results()["suites"].values()
    failed = sum(found["runnable"] - found["passed"] - found["late"] for found in suites)
    assert len(known_failures()) == failed
    modules = {module for suite in SUITES for module in modules_of(suite)}
    for test in known_failures():
        assert any(test.startswith(f"{module}.") for module in modules), test


def test_every_figure_is_reached() -> None:
    assert [row.what for row in table.rows(table.saved_results(), "en") if not row.is_reached] == []


@pytest.mark.parametrize("language", table.LANGUAGES)
def test_the_pages_show_the_results(language: table.Language) -> None:
    text = table.page_of(language).read_text("utf-8")
    assert table.with_tables(text, table.saved_results(), language) == text
