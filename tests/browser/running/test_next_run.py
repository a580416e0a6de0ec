"""The interpreter of the next run: it waits, it survives a failed warm-up, it delays nobody."""

from __future__ import annotations

from statistics import median

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.blocks import block, press, set_source, wait_for_state

COROUTINE = "article/coroutine/"
WAITED = "准备 Python 用了"
"""What the status says if a run had to wait for its interpreter."""

FIRST_OUTPUT = """async (block) => {
  const output = block.querySelector("[data-part=output]");
  const mark = `run ${performance.now()}`;
  block.source = `print("${mark}")\\n`;
  const began = performance.now();
  const seen = new Promise((resolve) => {
    const look = () => {
      if (!output.textContent.includes(mark)) return;
      observer.disconnect();
      resolve(performance.now() - began);
    };
    const observer = new MutationObserver(look);
    observer.observe(output, { childList: true, subtree: true, characterData: true });
  });
  const ended = await block.run();
  return ended === "done" ? seen : Promise.reject(new Error(ended));
}"""
"""Runs a program that prints at once; milliseconds from the click to its output."""


def first_output(found: Locator) -> float:
    return float(found.evaluate(FIRST_OUTPUT))


def test_a_second_run_waits_for_no_boot_and_one_pressed_at_once_for_half_of_one(
    page: Page, address: str
) -> None:
    cold, at_once, later = [], [], []
    for _ in range(3):
        page.goto(address + COROUTINE)
        page.wait_for_timeout(1_000)
        found = block(page, "generators/plain_calls")
        cold.append(first_output(found))
        at_once.append(first_output(found))
        page.wait_for_timeout(2_000)
        later.append(first_output(found))
        assert WAITED not in found.locator("[data-part=status]").inner_text()
    figures = f"cold {cold}, at once {at_once}, later {later} ms"
    print(figures)
    assert median(at_once) < 0.5 * median(cold), figures
    # 20 ms on a quiet machine, where a cold start takes 500; a busy one slows both
    assert min(later) < 0.04 * median(cold), figures


@pytest.mark.parametrize(
    "part", ["**/worker-*.js", "**/pyodide.asm.mjs", "**/*.wasm.gz", "**/stdlib*.zip.gz"]
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
    page.goto(address + COROUTINE)
    first, second = block(page, "generators/plain_calls"), block(page, "generators/interleave")
    first.evaluate("block => { block.run() }")
    wait_for_state(first, "booting")
    second.dispatch_event("pointerenter")
    first.evaluate("block => block.stop()")
    assert wait_for_state(first, "stopped") == "stopped"
    page.wait_for_timeout(1_000)
    assert sum("search" not in worker.url for worker in page.workers) == 1


def test_a_program_that_spins_is_stopped_and_the_next_one_has_an_interpreter(
    page: Page, address: str
) -> None:
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    set_source(found, "while True:\n    pass\n")
    press(found, "run")
    wait_for_state(found, "running")
    page.wait_for_timeout(4_000)  # the next one has booted
    press(found, "stop")
    wait_for_state(found, "stopped")
    first_output(found)
    assert WAITED not in found.locator("[data-part=status]").inner_text()
