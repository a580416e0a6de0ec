"""The Content-Security-Policy in force: a page that tries to break it, and a program that does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.blocks import block, press, set_source, wait_for_state
from tests.browser.serving import serve

HOSTILE = """\
<div id="hostile">
<script>broken.push("inline script")</script>
<script src="{foreign}script.js"></script>
<script src="data:text/javascript,broken.push('data: script')"></script>
<img id="handler" src="data:image/png;base64,AA==" onerror="broken.push('event handler')">
<img src="{foreign}image.png" alt="">
<link rel="stylesheet" href="{foreign}style.css">
<style>#hostile {{ --styled: inline-style }}</style>
<iframe src="{foreign}frame.html"></iframe>
<object data="{foreign}object.html"></object>
<video src="{foreign}video.webm"></video>
<base href="{foreign}">
<a id="javascript-url" href="javascript:broken.push('javascript: URL')">x</a>
<form id="form" action="{foreign}form"><input name="a" value="b"></form>
<p id="with-style" style="--styled: style-attribute">x</p>
</div>
"""

# Comes from the site itself, as what an attacker got into one of our scripts would.
TRIES = """\
const tries = {
  eval: () => eval("broken.push('eval')"),
  Function: () => new Function("broken.push('Function')")(),
  "timer with a string": () => setTimeout("broken.push('timer with a string')"),
  "inline script": () => {
    const script = document.createElement("script");
    script.textContent = "broken.push('added inline script')";
    document.body.append(script);
  },
  "import of data": () => import("data:text/javascript,broken.push('import of data:')"),
  "worker of data": () => new Worker("data:text/javascript,1"),
  fetch: () => fetch(foreign + "fetch", { mode: "no-cors" }),
  beacon: () => navigator.sendBeacon(foreign + "beacon", "x"),
  socket: () => new WebSocket(foreign.replace("http", "ws") + "socket"),
  events: () => new EventSource(foreign + "events"),
  form: () => document.querySelector("#form").submit(),
  "javascript: URL": () => document.querySelector("#javascript-url").click(),
};
globalThis.tryAll = () => {
  for (const attempt of Object.values(tries)) {
    try {
      Promise.resolve(attempt()).catch(() => {});
    } catch {}
  }
};
"""

LISTEN = """\
window.broken = [];
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  refused.push(`${event.effectiveDirective} ${event.blockedURI}`.replace(window.foreign, "")),
);
"""


@pytest.fixture
def foreign() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of another host, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("access-control-allow-origin", "*")
            self.end_headers()

        do_POST = do_OPTIONS = do_GET

        def log_message(self, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def any_page(browser: Browser) -> Iterator[Page]:
    """Yield a tab that no other test's watch is kept over: here things are to be refused."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_every_page_carries_one_and_the_same_policy(site: Path) -> None:
    said = set()
    for path in sorted(site.rglob("*.html")):
        head = path.read_text("utf-8").partition("</head>")[0]
        before, element, after = head.partition('<meta http-equiv="Content-Security-Policy"')
        assert element, path
        assert "<script" not in before
        said.add(after.partition(">")[0])
    assert len(said) == 1
    script = next(part for part in said.pop().split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in script
    assert "unsafe-eval" not in script.replace("wasm-unsafe-eval", "")


def test_a_page_that_tries_to_break_it(
    any_page: Page, site: Path, tmp_path: Path, foreign: tuple[str, list[str]]
) -> None:
    elsewhere, asked = foreign
    page = any_page
    html = (site / "en/about/index.html").read_text("utf-8")
    hostile = HOSTILE.format(foreign=elsewhere)
    page.add_init_script(f"window.foreign = {elsewhere!r};\n{LISTEN}")
    with serve(tmp_path) as address:
        for folder in ("assets", "search"):
            shutil.copytree(site / folder, tmp_path / folder)
        (tmp_path / "tries.js").write_text(TRIES)
        here = tmp_path / "en/about"
        here.mkdir(parents=True)
        hostile += '<script src="../../tries.js"></script>'
        (here / "index.html").write_text(html.replace("</article>", hostile + "</article>"))
        page.goto(f"{address}en/about/")
        page.evaluate("void setTimeout(tryAll)")
        page.wait_for_function("() => refused.some(said => said.startsWith('form-action'))")
        page.wait_for_timeout(300)  # for what may be under way to show itself
        refused = page.evaluate("refused")
        assert page.evaluate("broken") == []
        assert page.url == f"{address}en/about/"
        assert page.evaluate("document.baseURI") == page.url
        assert page.evaluate("getComputedStyle(hostile).getPropertyValue('--styled')") == ""
        styled = "getComputedStyle(document.querySelector('#with-style'))"
        assert page.evaluate(f"{styled}.getPropertyValue('--styled')") == ""
    assert asked == []
    for expected in [
        "script-src-elem inline",
        "script-src-elem script.js",
        "script-src-elem data",
        "script-src-attr inline",
        "script-src eval",
        "img-src image.png",
        "style-src-elem style.css",
        "style-src-elem inline",
        "style-src-attr inline",
        "connect-src fetch",
        "connect-src beacon",
        "connect-src events",
        "connect-src ws://",
        "worker-src data",
        "form-action form",
        "base-uri",
        "frame-src",
        "object-src",
        "media-src video.webm",
    ]:
        assert any(said.startswith(expected) for said in refused), (expected, refused)
    assert refused.count("script-src eval") >= 3, "eval, Function and the timer's string"
    assert refused.count("script-src-elem inline") >= 3, "two inline scripts and a javascript: URL"


PROGRAM = """\
import js
from pyodide.ffi import run_sync

def attempt(name, act):
    try:
        print(name, "done", act())
    except BaseException as error:
        print(name, "refused", type(error).__name__)

attempt("fetch", lambda: run_sync(js.fetch("{foreign}fetch")))
attempt("eval", lambda: js.eval("1"))
attempt("own", lambda: run_sync(js.fetch("{own}")).status)
"""


def test_a_program_in_the_tab_reaches_no_other_host(
    any_page: Page, address: str, foreign: tuple[str, list[str]]
) -> None:
    """The worker inherits the policy."""
    elsewhere, asked = foreign
    any_page.goto(f"{address}en/article/coroutine/")
    found = block(any_page, "generators/interleave")
    set_source(found, PROGRAM.format(foreign=elsewhere, own=address))
    press(found, "run")
    wait_for_state(found, "done", "failed")
    printed = found.locator("[data-stream=stdout]").all_text_contents()
    assert "".join(printed).splitlines() == [
        "fetch refused JsException",
        "eval refused JsException",
        "own done 200",
    ]
    assert asked == []


@pytest.mark.parametrize(
    "where", ["", "en/article/gevent/", "playground/", "reference/switchpoint/", "404.html"]
)
def test_no_page_breaks_it_by_itself(any_page: Page, address: str, where: str) -> None:
    """One page of each kind; every other test notices what is refused, too (open_page)."""
    any_page.add_init_script(f"window.foreign = '';\n{LISTEN}")
    any_page.goto(address + where)
    any_page.locator("[data-next-scheme=slate]").click()
    any_page.locator("[data-next-scheme=default]").click()
    any_page.locator(".md-search__input").fill("yield")
    any_page.locator(".md-search-result__item, .md-search-result__meta").first.wait_for()
    assert any_page.evaluate("refused") == []
