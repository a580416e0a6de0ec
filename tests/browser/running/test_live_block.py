"""The block in a real browser: Run, Stop, streams of output, several blocks, differences."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, Worker

from tests.browser.blocks import block, output, press, set_source, wait_for_state

COROUTINE = "article/coroutine/"
PRODUCER = "article/producer-consumer/"
SPINNING = "print('in')\nwhile True:\n    pass\n"


def status(found: Locator) -> str:
    return found.locator("[data-part=status]").inner_text()


def test_no_interpreter_before_interest(page: Page, address: str) -> None:
    workers: list[Worker] = []
    requests: list[str] = []
    page.on("worker", lambda worker: workers.append(worker))  # the theme's search has one
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address + COROUTINE, wait_until="networkidle")
    found = block(page, "generators/plain_calls")
    assert [worker.url for worker in workers if "search" not in worker.url] == []
    assert not [url for url in requests if "pyodide" in url or url.endswith(".whl")]
    with page.expect_worker(lambda worker: worker.url.startswith("blob:")):
        found.hover()


def test_focus_is_interest_too(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    with page.expect_worker(lambda worker: worker.url.startswith("blob:")):
        found.locator("button[data-action=run]").focus()


def test_stop_ends_a_program_that_spins_and_the_next_run_works(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    set_source(found, SPINNING)
    press(found, "run")
    found.locator("[data-part=output] span", has_text="in").wait_for()
    press(found, "stop")
    assert wait_for_state(found, "stopped") == "stopped"
    assert output(found) == "in\n"
    press(found, "reset")
    assert wait_for_state(found, "recorded") == "recorded"
    press(found, "run")
    assert wait_for_state(found, "passed", "differs", "failed") == "passed"


def test_a_new_interpreter_takes_what_the_first_one_fetched(page: Page, address: str) -> None:
    fetched: list[str] = []
    page.context.on("request", lambda request: fetched.append(request.url))
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    for _ in range(2):
        set_source(found, SPINNING)
        press(found, "run")
        found.locator("[data-part=output] span", has_text="in").wait_for()
        press(found, "stop")
        assert wait_for_state(found, "stopped") == "stopped"
    press(found, "reset")
    press(found, "run")
    assert wait_for_state(found, "passed", "differs", "failed") == "passed"
    for name in ("pyodide.asm.wasm", "stdlib.zip.gz"):
        assert len([url for url in fetched if url.endswith(f"/{name}")]) == 1


def test_what_is_printed_first_is_shown_at_once(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    page.evaluate("() => { window.requestAnimationFrame = () => 1 }")  # no frame ever comes
    set_source(found, "import time\nprint('first')\ntime.sleep(3600)\n")
    press(found, "run")
    found.locator("[data-part=output] span", has_text="first").wait_for()
    press(found, "stop")
    wait_for_state(found, "stopped")


def test_stop_interrupts_a_program_that_sleeps(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    set_source(found, "import time\nprint('in')\ntime.sleep(3600)\n")
    press(found, "run")
    found.locator("[data-part=output] span", has_text="in").wait_for()
    press(found, "stop")
    wait_for_state(found, "stopped")
    assert output(found) == (
        "in\nTraceback (most recent call last):\n"
        '  File "plain_calls.py", line 3, in <module>\n    time.sleep(3600)\n'
        "    ~~~~~~~~~~^^^^^^\nKeyboardInterrupt\n"
    )


def test_stop_while_booting(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    ended = found.evaluate(
        "async block => { const run = block.run(); block.stop(); return await run }"
    )
    assert ended == "stopped"
    states = found.evaluate(
        """block => new Promise((resolve) => {
          const seen = [];
          block.addEventListener("live-snippet:state", (event) => seen.push(event.detail.state));
          setTimeout(() => resolve(seen), 2_500);
        })"""
    )
    assert states == [], "the boot goes on, and the block hears no more of it"
    press(found, "run")
    assert wait_for_state(found, "passed", "differs", "failed") == "passed"


def test_output_streams_line_by_line(page: Page, address: str) -> None:
    page.goto(address + PRODUCER)
    found = block(page, "generators/producer_consumer")
    found.evaluate(
        """block => {
          window.seen = [];
          window.heights = [block.offsetHeight];
          const output = block.querySelector("[data-part=output]");
          new MutationObserver(() => {
            if (block.state === "running") window.seen.push(output.textContent);
            window.heights.push(block.offsetHeight);
          }).observe(output, { childList: true, subtree: true, characterData: true });
        }"""
    )
    press(found, "run")
    assert wait_for_state(found, "passed", "differs", "failed") == "passed"
    growing = [text for text in page.evaluate("window.seen") if text]
    whole = output(found)
    assert all(whole.startswith(text) for text in growing)
    # the program sleeps a second before each answer: every message has come by itself
    assert whole.count("Consume ") == 4
    assert len(set(growing)) >= 4
    assert len(page.evaluate("[...new Set(window.heights)]")) == 1, "the page below stays in place"


def test_blocks_run_one_after_another_without_mixing(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    names = ["plain_calls", "interleave", "generator_object", "return_value"]
    found = [block(page, f"generators/{name}") for name in names]
    set_source(
        found[0], "import time\nfor i in range(3):\n    time.sleep(0.3)\n    print('one', i)\n"
    )
    ended = page.evaluate(
        """names => Promise.all(names.map((name) =>
          document.querySelector(`live-snippet[name="generators/${name}"]`).run()))""",
        names,
    )
    assert ended == ["done", "passed", "passed", "passed"]
    assert output(found[0]) == "one 0\none 1\none 2\n"


def test_a_queued_block_can_be_stopped(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    first, second = block(page, "generators/plain_calls"), block(page, "generators/interleave")
    recorded = output(second)
    set_source(first, SPINNING)
    press(first, "run")
    wait_for_state(first, "running")
    press(second, "run")
    wait_for_state(second, "booting")
    press(second, "stop")
    wait_for_state(second, "stopped")
    assert output(second) == recorded, "nothing has run, so the recording stays"
    assert wait_for_state(first, "running") == "running"
    press(first, "stop")
    wait_for_state(first, "stopped")


def test_a_second_run_on_top_of_the_first_joins_it(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    ended = found.evaluate("block => Promise.all([block.run(), block.run(), block.run()])")
    assert ended == ["passed"] * 3
    assert output(found) == "x\ny\nz\n1\n2\n3\n"


def test_an_edited_program_is_done_or_failed(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    set_source(found, "print('new')\n")
    press(found, "run")
    assert wait_for_state(found, "passed", "done", "failed") == "done"
    set_source(found, "import sys\nsys.exit(3)\n")
    press(found, "run")
    assert wait_for_state(found, "done", "failed") == "failed"
    assert "3" in found.locator(".snippet-exit").inner_text()
    set_source(found, "def f(:\n")
    press(found, "run")
    wait_for_state(found, "running", "failed")
    found.locator("[data-stream=stderr]", has_text="SyntaxError").wait_for()
    assert 'File "plain_calls.py", line 1' in output(found)


def test_a_difference_from_the_recording_is_shown_readably(page: Page, address: str) -> None:
    page.route(
        f"**/{COROUTINE}",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=answer.text().replace('"stdout">x\ny\nz\n1\n2\n3\n<', '"stdout">x\ny\nQ\n1\n3\n<'),
        ),
    )
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    press(found, "run")
    assert wait_for_state(found, "passed", "differs") == "differs"
    assert output(found) == "x\ny\nz\n1\n2\n3\n"
    shown = found.locator("[data-part=difference]")
    assert shown.locator("del").all_inner_texts() == ["− Q\n"]
    assert shown.locator("ins").all_inner_texts() == ["+ z\n", "+ 2\n"]
    press(found, "reset")
    assert output(found) == "x\ny\nQ\n1\n3\n"
    assert found.locator("[data-part=difference]").count() == 0


def test_a_million_lines_are_cut_and_said_so(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    set_source(found, "for i in range(1_000_000):\n    print(i)\n")
    press(found, "run")
    assert wait_for_state(found, "done", "failed", timeout=120_000) == "done"
    assert len(output(found)) == 1_000_000
    assert "没有显示" in status(found)
    press(found, "reset")
    press(found, "run")
    assert wait_for_state(found, "passed", "differs", "failed") == "passed"


def test_output_is_text_and_never_markup(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    evil = "<img src=x onerror='window.hurt = 1'><b>bold</b>"
    set_source(found, f"import sys\nprint({evil!r})\nprint({evil!r}, file=sys.stderr)\n")
    press(found, "run")
    assert wait_for_state(found, "done", "failed") == "done"
    assert output(found) == f"{evil}\n{evil}\n"
    assert found.locator("[data-part=output] :is(img, b)").count() == 0
    assert page.evaluate("window.hurt") is None


def test_leaving_the_page_ends_the_run(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    set_source(found, SPINNING)
    press(found, "run")
    wait_for_state(found, "running")
    page.locator(".md-footer__link--next").click()
    page.wait_for_url(f"**/{PRODUCER}")
    other = block(page, "generators/send_zero")
    press(other, "run")
    assert wait_for_state(other, "passed", "differs", "failed") == "passed"


def test_copy_takes_the_whole_program(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + COROUTINE)
    found = block(page, "generators/plain_calls")
    press(found, "copy")
    found.get_by_text("已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == found.evaluate("b => b.source")
