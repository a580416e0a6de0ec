"""The interpreter of the next run: it survives a failed warm-up, and delays nobody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Worker

from tests.browser.blocks import block, press, set_source, wait_for_state

COROUTINE = "article/coroutine/"


@pytest.mark.parametrize(
    "part", ["**/worker-*.js", "**/pyodide.asm.js", "**/pyodide.asm.wasm*", "**/stdlib*.zip.gz"]
)
def test_a_warm_up_that_failed_does_not_cost_the_next_run(
    page: Page, address: str, part: str
) -> None:
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    page.context.route(part, lambda route: route.abort())
    with page.context.expect_event("requestfailed"):
        found.locator(".snippet-head").hover()
    page.wait_for_timeout(500)
    page.context.unroute(part)
    press(found, "run")
    assert wait_for_state(found, "passed", "failed", "differs") == "passed"


def test_a_pointer_over_a_block_boots_no_second_interpreter_beside_one_that_boots(
    page: Page, address: str
) -> None:
    workers: list[Worker] = []
    page.on("worker", lambda worker: workers.append(worker))  # the theme's search has one
    page.goto(address + COROUTINE)
    first, second = block(page, "generators/plain_calls"), block(page, "generators/interleave")
    set_source(first, "while True:\n    pass\n")
    with page.expect_worker(lambda worker: "search" not in worker.url):
        first.evaluate("block => { block.run() }")
    second.dispatch_event("pointerenter")
    wait_for_state(first, "running")
    assert sum("search" not in worker.url for worker in workers) == 1


def test_a_program_that_spins_is_stopped_and_the_next_one_has_an_interpreter(
    page: Page, address: str
) -> None:
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    set_source(found, "while True:\n    pass\n")
    press(found, "run")
    wait_for_state(found, "running")
    page.wait_for_timeout(2_000)  # the next one boots
    press(found, "stop")
    wait_for_state(found, "stopped")
    set_source(found, "print('next')\n")
    press(found, "run")
    assert wait_for_state(found, "done", "failed") == "done"
