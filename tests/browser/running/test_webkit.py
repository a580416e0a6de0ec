"""WebKitGTK, which stands for Safari, runs plain programs and says what it cannot do without JSPI.

All tests share one tab, because it takes seconds to start. What does not depend on the engine is
tested in Chromium without JSPI (test_without_jspi.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.blocks import snippets_on
from tests.browser.pages.test_offline import told
from tests.browser.running.test_same_as_natively import run_natively
from tests.browser.running.test_without_jspi import FRAMES, WAITS, WAITS_PRINTS
from tests.browser.serving import serve
from tests.browser.webkit import CONTROL, ENTER, WebKit, find_webkit, start_webkit

PAGES = ["en/course/choosing/", "article/threads-and-coroutines/"]
PLAIN = "choosing/fetch_generators"
PLAYGROUND = "en/playground/"
BLOCK = "live-snippet[name='playground']"


@pytest.fixture(scope="module")
def webkit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebKit]:
    try:
        find_webkit()
    except RuntimeError as error:
        pytest.fail(str(error), pytrace=False)
    with start_webkit(tmp_path_factory.mktemp("webkit")) as webkit:
        yield webkit


def of_block(name: str, rest: str) -> str:
    """Return the JavaScript expression for something of a block's."""
    return f"document.querySelector({json.dumps(f'live-snippet[name="{name}"]')}){rest}"


def printed(webkit: WebKit, name: str) -> str:
    found = webkit.evaluate(of_block(name, ".querySelector('[data-part=output]').textContent"))
    return str(found)


def run(webkit: WebKit, name: str, source: str = "") -> str:
    """Run a block's program, or another one in it; return the state that it ended in."""
    webkit.wait_until(of_block(name, "?.run !== undefined"))  # it may still be the last page
    if source:
        webkit.evaluate(of_block(name, ".source = arguments[0]"), source)
    return str(webkit.evaluate(of_block(name, ".run()")))


def open_playground(webkit: WebKit, address: str) -> None:
    """Open it and put the caret into its field."""
    webkit.go_to(address + PLAYGROUND)
    webkit.evaluate(of_block("playground", ".edit().then(({ editor }) => editor.focus())"))


@pytest.mark.parametrize("where", PAGES)
def test_plain_programs_pass_and_those_of_gevent_say_why_not(
    webkit: WebKit, address: str, where: str
) -> None:
    webkit.go_to(address + where)
    webkit.wait_until("document.querySelector('[data-part=without-jspi]')?.innerText")
    for snippet in snippets_on(where):
        if snippet.runtime == "gevent":
            status = of_block(snippet.name, ".querySelector('[data-part=status]').textContent")
            assert "JSPI" in webkit.evaluate(status), snippet.name
            assert run(webkit, snippet.name) == "unavailable"
        if snippet.runtime == "tab":
            ended = run(webkit, snippet.name)
            if ended != "passed" and "sleep" in snippet.source:
                # A busy machine can stall a first run for so long that two timers are due at once.
                ended = run(webkit, snippet.name)
            assert ended == "passed", printed(webkit, snippet.name)


def test_a_timeline_is_stepped_through(webkit: WebKit, address: str) -> None:
    webkit.go_to(address + PAGES[0])
    name = next(it.name for it in snippets_on(PAGES[0]) if it.runtime == "gevent")
    webkit.evaluate(of_block(name, ".scrollIntoView()"))
    steps = f"live-snippet[name='{name}'] [data-part=steps]"
    webkit.wait_until(f'document.querySelector("{steps}")')
    webkit.click(f"{steps} [data-action=step-forward]")
    assert webkit.evaluate(f'document.querySelector("{steps} input").value') == "1"


def test_a_program_is_typed_and_run_by_keys(webkit: WebKit, address: str) -> None:
    open_playground(webkit, address)
    webkit.type(f"for i in range(2):{ENTER}print('typed', i){CONTROL}{ENTER}")
    webkit.wait_until(of_block("playground", ".state === 'done'"))
    assert printed(webkit, "playground") == "typed 0\ntyped 1\n"


def test_what_waits_blocks_and_nobody_can_type(webkit: WebKit, address: str) -> None:
    open_playground(webkit, address)
    assert run(webkit, "playground", WAITS) == "done"
    assert printed(webkit, "playground") == WAITS_PRINTS


def test_no_frame_of_ours_is_in_a_stack_or_traceback(
    webkit: WebKit, address: str, tmp_path: Path
) -> None:
    open_playground(webkit, address)
    assert run(webkit, "playground", FRAMES) == "failed"
    assert printed(webkit, "playground") == run_natively(FRAMES, tmp_path).stdout


@pytest.mark.parametrize("last", ["while True: pass", "time.sleep(60)"])
def test_stop_ends_what_spins_and_what_waits(webkit: WebKit, address: str, last: str) -> None:
    open_playground(webkit, address)
    source = f"import time\nprint('begun', flush=True)\n{last}\n"
    webkit.evaluate(of_block("playground", ".source = arguments[0]"), source)
    webkit.evaluate("void " + of_block("playground", ".run()"))
    output = ".querySelector('[data-part=output]').textContent"
    webkit.wait_until(of_block("playground", f"{output}.includes('begun')"))
    webkit.click(f"{BLOCK} [data-action=stop]")
    webkit.wait_until(of_block("playground", ".state === 'stopped'"))


KEPT = """(async (parts) => {
    if (!navigator.serviceWorker.controller) return false;
    const [name] = await caches.keys();
    const kept = name ? await (await caches.open(name)).keys() : [];
    return parts.every((part) => kept.some(({ url }) => url.includes(part)));
})(arguments[0])"""
"""Whether files with these parts in their names are kept for use without a network."""


def test_what_was_run_runs_on_without_a_network(webkit: WebKit, site: Path) -> None:
    with serve(site) as address:
        webkit.go_to(address + PAGES[1])
        webkit.go_to(address + PAGES[0])
        assert run(webkit, PLAIN) == "passed"
        webkit.wait_until(KEPT, told(site)["run"])
    webkit.go_to(address + PAGES[0])
    assert run(webkit, PLAIN) == "passed", printed(webkit, PLAIN)
