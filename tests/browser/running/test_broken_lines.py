"""Slow lines, blockers, hosts that send the wrong thing, refused storage: never silence."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from switchpoint.bundle.manifest import SITE_FOLDER
from tests.browser.blocks import block, output, press, set_source, wait_for_state, wait_until
from tests.browser.fixtures import OpenPage
from tests.browser.serving import Handler, serve

COROUTINE = "article/coroutine/"
NAME = "generators/plain_calls"
KBIT = 1000 / 8
SLOW = 400 * KBIT
"""Bytes a second."""

REFUSE_STORAGE = """
    for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
        Object.defineProperty(window, name, {
            get() { throw new DOMException("The operation is insecure.", "SecurityError"); }
        });
    navigator.serviceWorker.register = () => Promise.reject(new DOMException("", "SecurityError"));
"""


def abort(route: Route) -> None:
    route.abort()


def answer(status: int = 200, type: str = "text/html") -> Callable[[Route], None]:
    """Return a handler that sends this in place of a file."""
    return lambda route: route.fulfill(status=status, content_type=type, body="<!doctype html>")


def sent_as(type: str) -> Callable[[Route], None]:
    """Return a handler that sends the file itself, with this type."""

    def handle(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers=response.headers | {"content-type": type})

    return handle


def status(page: Page, name: str = NAME) -> str:
    return block(page, name).locator("[data-part=status]").inner_text()


def slow_down(page: Page, bytes_a_second: float) -> None:
    line = page.context.new_cdp_session(page)
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 100,
            "downloadThroughput": bytes_a_second,
            "uploadThroughput": bytes_a_second,
        },
    )


def test_on_a_slow_line_bytes_are_shown_and_stop_and_leaving_end_the_download(
    page: Page, address: str
) -> None:
    ended: list[str] = []
    page.on("requestfailed", lambda request: ended.append(request.url.rpartition("/")[2]))
    page.goto(address + "en/" + COROUTINE)
    found = block(page, NAME)
    line = found.locator("[data-part=status]")
    slow_down(page, SLOW)

    press(found, "edit")
    expect(line).to_have_text("Loading the editor…")
    found.locator(".cm-content").wait_for()
    expect(line).not_to_have_text("Loading the editor…")

    press(found, "run")
    expect(line).to_have_text(re.compile(r"Downloading Python… \d+ % of 4\.7 MB"))
    press(found, "stop")
    assert wait_for_state(found, "stopped") == "stopped"
    expect(line).to_have_text("Stopped")
    wait_until(page, lambda: len(ended) >= 2)
    assert sorted(ended) == ["pyodide.asm.wasm", "stdlib.zip.gz"]

    ended.clear()
    press(found, "run")
    expect(line).to_have_text(re.compile(r"Downloading Python… \d+ % of 4\.7 MB"))
    page.locator(".md-footer__link--next").click()  # instant navigation: scripts run on
    # the next page shares the slow line with what is being downloaded
    found.wait_for(state="detached", timeout=150_000)
    wait_until(page, lambda: {"pyodide.asm.wasm", "stdlib.zip.gz"} <= set(ended))


def hold_back(page: Page, pattern: str) -> list[Route]:
    """Let files of this pattern wait; return the list of requests for them, as they come."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.context.route(pattern, hold)
    return held


def test_stop_ends_the_download_before_the_scripts_of_a_run_have_come(
    page: Page, address: str
) -> None:
    ended: list[str] = []
    page.on("requestfailed", lambda request: ended.append(request.url.rpartition("/")[2]))
    scripts = hold_back(page, f"**/{SITE_FOLDER}/run-*.js")
    code = hold_back(page, "**/pyodide.asm.wasm*")
    page.goto(address + "en/" + COROUTINE)
    found = block(page, NAME)
    press(found, "run")
    wait_until(page, lambda: bool(scripts and code))
    press(found, "stop")
    assert wait_for_state(found, "stopped") == "stopped"
    wait_until(page, lambda: "pyodide.asm.wasm" in ended)
    for route in scripts:
        route.continue_()
    page.context.unroute("**/pyodide.asm.wasm*")
    press(found, "run")
    assert wait_for_state(found, "passed") == "passed"


def test_after_stop_nothing_is_fetched_that_had_not_been_asked_for(
    page: Page, address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    held = hold_back(page, f"**/{SITE_FOLDER}/runner-*.js")
    page.goto(address + "en/" + COROUTINE)
    found = block(page, NAME)
    found.evaluate("block => void block.run()")  # no pointer or focus shows interest before
    wait_until(page, lambda: bool(held))
    found.evaluate("block => block.stop()")
    assert wait_for_state(found, "stopped") == "stopped"
    with page.expect_response(f"**/{SITE_FOLDER}/run-*.js"):  # it is asked for after the engine
        held[0].continue_()
    assert "pyodide.asm.wasm" not in asked
    press(found, "run")
    assert wait_for_state(found, "passed") == "passed"
    assert "pyodide.asm.wasm" in asked


BROKEN: list[tuple[str, Callable[[Route], None], str]] = [
    ("run-*.js", abort, r"answers, but run-\w+\.js is kept back, .*Allow it"),
    ("run-*.js", sent_as("text/plain"), r"sends run-\w+\.js as text/plain, .*Please tell"),
    ("worker-*.js", sent_as("text/plain"), r"sends worker-\w+\.js as text/plain"),
    ("worker-*.js", abort, r"worker-\w+\.js is kept back"),
    ("**/pyodide.js", answer(404), r"pyodide\.js is no longer on .*Reload the page"),
    ("**/pyodide.asm.js", answer(503), r"answered 503 instead of sending pyodide\.asm\.js"),
    ("**/pyodide.asm.wasm*", abort, r"pyodide\.asm\.wasm\.gz is kept back"),
    ("**/stdlib.zip.gz", answer(200), r"stdlib\.zip\.gz is no longer on"),
    ("switch-*.wasm", abort, r"switch-\w+\.wasm is kept back"),
    ("gevent-*.whl", abort, r"gevent-.*\.whl is kept back"),
    ("gevent-*.whl", answer(200), r"gevent-.*\.whl is no longer on"),
]


# What has been fetched is kept: each file is missing on a page of its own.
@pytest.mark.parametrize(("name", "handle", "sentence"), BROKEN)
def test_a_file_that_does_not_come_is_named_with_what_to_do(
    page: Page, address: str, name: str, handle: Callable[[Route], None], sentence: str
) -> None:
    pattern = f"**/{SITE_FOLDER}/{name}"
    page.context.route(pattern, handle)
    page.goto(address + "en/" + COROUTINE)
    found = block(page, NAME)
    set_source(found, "import gevent\nprint('typed by a reader')\n")
    press(found, "run")
    assert wait_for_state(found, "failed", "done") == "failed"
    assert re.search(sentence, status(page))
    page.context.unroute(pattern)
    press(found, "run")
    assert wait_for_state(found, "failed", "done") == "done"
    assert output(found) == "typed by a reader\n"


@pytest.mark.parametrize(
    ("explains", "sentence"),
    [
        (False, "A part of the site could not be downloaded. Check the network"),
        (True, "does not answer. Check the network"),
    ],
    ids=["nothing has come", "an earlier fault was explained"],
)
def test_without_a_network_the_block_says_so(
    page: Page, address: str, explains: bool, sentence: str
) -> None:
    page.goto(address + "en/" + COROUTINE)
    found = block(page, NAME)
    if explains:
        page.context.route("**/stdlib.zip.gz", abort)
        press(found, "run")
        wait_for_state(found, "failed", "passed")
        page.context.unroute("**/stdlib.zip.gz")
    page.context.set_offline(True)
    press(found, "run")
    wait_for_state(found, "failed", "passed")
    page.context.set_offline(False)
    assert sentence in status(page)
    press(found, "run")
    assert wait_for_state(found, "failed", "passed") == "passed"


def test_without_the_script_that_explains_the_sentence_is_general(page: Page, address: str) -> None:
    page.goto(address + COROUTINE)
    found = block(page, NAME)
    page.context.route(re.compile(r"/(line-fault|editing)-\w+\.js"), abort)
    press(found, "edit")
    expect(found.locator("[data-part=status]")).to_have_text(
        "站点的一部分没能下载下来。请检查网络，再试一次，或者重新载入页面。"
    )
    page.context.unroute_all()
    press(found, "edit")
    found.locator(".cm-content").wait_for()


class Stubborn(Handler):
    """Sends a wrong type for all that is no script, and declares gzip files as compressed."""

    extensions_map = Handler.extensions_map | {".wasm": "text/plain", ".gz": "text/plain"}

    def end_headers(self) -> None:
        if self.path.endswith(".gz"):
            self.send_header("Content-Encoding", "gzip")
        super().end_headers()


def test_wrong_types_of_code_and_library_do_no_harm(browser: Browser, site: Path) -> None:
    with serve(site, Stubborn) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address + COROUTINE)
        found = block(page, NAME)
        found.evaluate(
            """block => {
                window.seen = [];
                const line = block.querySelector("[data-part=status]");
                new MutationObserver(() => window.seen.push(line.textContent))
                    .observe(line, { childList: true, subtree: true });
            }"""
        )
        slow_down(page, 4_000 * KBIT)
        set_source(found, "import greenlet\nprint(greenlet.getcurrent().dead)\n")
        press(found, "run")
        assert wait_for_state(found, "done", "failed") == "done"
        parts = [
            int(part)
            for text in page.evaluate("window.seen")
            for part in re.findall(r"(\d+)%，共 4\.7 MB", text)
        ]
        assert len(set(parts)) > 10
        assert max(parts) >= 90


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("", "这一页是当作文件打开的"), ("en/", "You have opened this page as a file")],
)
def test_a_page_that_is_a_file_says_so(
    page: Page, site: Path, language: str, sentence: str
) -> None:
    page.goto((site / language / COROUTINE / "index.html").as_uri())
    note = page.get_by_role("alert")
    expect(note).to_contain_text(sentence)
    expect(note).to_contain_text("python -m http.server")


@pytest.mark.parametrize(
    ("name", "handle", "sentence"),
    [
        ("live-snippet-*.js", sent_as("text/plain"), r"live-snippet-\w+\.js as text/plain"),
        ("live-snippet-*.js", abort, r"live-snippet-\w+\.js did not come"),
        ("words-en-*.js", sent_as("application/octet-stream"), r"words-en-\w+\.js as application"),
    ],
)
def test_a_page_without_its_script_says_why(
    page: Page, address: str, name: str, handle: Callable[[Route], None], sentence: str
) -> None:
    page.route(f"**/{SITE_FOLDER}/{name}", handle)
    page.goto(address + "en/" + COROUTINE)
    expect(page.get_by_role("alert")).to_contain_text(re.compile(sentence))


def test_where_storage_is_refused_programs_run_and_the_reader_is_told(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(service_workers="allow")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(REFUSE_STORAGE)
    page.goto(address + "en/" + COROUTINE)
    found = block(page, NAME)
    press(found, "edit")
    found.locator(".cm-content").press("Control+a")
    page.keyboard.insert_text("print('mine')")
    expect(found.locator("[data-note=storage]")).to_contain_text("Copy what matters to you")
    press(found, "run")
    assert wait_for_state(found, "done", "failed") == "done"
    assert output(found) == "mine\n"
    page.locator("[data-next-scheme]:visible").click()
    expect(page.locator("[data-next-scheme]:visible")).to_be_focused()
    found.locator("a[data-action=playground]").click()
    page.wait_for_url("**/playground/**")
    expect(page.locator(".cm-content")).to_contain_text("print('mine')")
    assert errors == []
