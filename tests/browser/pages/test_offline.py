"""Without a network what was read and run works on; deployments are never mixed."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from switchpoint.bundle.manifest import SITE_FOLDER, Bundle
from switchpoint.site import finish, service_worker
from tests.browser.blocks import block, output, press, set_source, wait_for_state
from tests.browser.serving import SUB_PATH, Handler, serve

COROUTINE = "en/article/coroutine/"
GEVENT = "en/gevent-in-your-tab/"
ENDED = ("passed", "differs", "failed", "unavailable")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Yield a context in which service workers are allowed."""
    with browser.new_context() as context:
        context.set_default_timeout(60_000)
        yield context


def run(page: Page, name: str = "generators/interleave") -> str:
    found = block(page, name)
    press(found, "run")
    return wait_for_state(found, *ENDED)


def told(site: Path) -> dict[str, Any]:
    """Return what the site's service worker knows of it."""
    line = (site / service_worker.NAME).read_text("utf-8").partition("\n")[0]
    found: dict[str, Any] = json.loads(line.removeprefix("const DEPLOYMENT = ")[:-1])
    return found


def wait_until(page: Page, condition: str, argument: object = None) -> None:
    """Wait until an asynchronous condition holds: Playwright's own waiting takes no promise."""
    deadline = time.monotonic() + 60
    while not holds(page, condition, argument):
        assert time.monotonic() < deadline, condition
        page.wait_for_timeout(100)


def holds(page: Page, condition: str, argument: object) -> bool:
    """Tell whether a condition holds; not while the page is being loaded anew."""
    try:
        return bool(page.evaluate(condition, argument))
    except Error as error:
        if "Execution context was destroyed" not in error.message:
            raise
        return False


def wait_until_kept(page: Page, *parts: str) -> None:
    """Wait until, for each part, a file with it in its name is kept."""
    wait_until(
        page,
        """async (parts) => {
            if (!navigator.serviceWorker.controller) return false;
            const [name] = await caches.keys();
            const kept = name ? await (await caches.open(name)).keys() : [];
            return parts.every((part) => kept.some(({ url }) => url.includes(part)));
        }""",
        list(parts),
    )


def wait_until_runnable(page: Page, site: Path, group: str = "run") -> None:
    wait_until_kept(page, *told(site)[group])


def test_without_a_network_what_was_read_and_run_works_on(
    context: BrowserContext, site: Path
) -> None:
    page = context.new_page()
    with serve(site) as address:
        page.goto(address + "en/about/")
        page.goto(address + COROUTINE)
        assert run(page) == "passed"
        wait_until_runnable(page, site)
    # the server is gone
    page.goto(address + "en/about/")
    assert page.title().startswith("About")
    page.locator(".md-footer__link--prev").click()
    page.get_by_role("heading", name="No network").wait_for()
    kept = page.locator("li a")
    assert sorted(kept.all_inner_texts()) == [
        "About - Switchpoint",
        "What a coroutine is - Switchpoint",
    ]
    kept.filter(has_text="coroutine").click()
    assert run(page) == "passed"
    assert output(block(page, "generators/interleave")) == "x\n1\n2\n3\ny\nz\n"
    page.goto(address)
    page.get_by_role("heading", name="没有网络").wait_for()
    assert page.locator("html").get_attribute("lang") == "zh"


@pytest.mark.parametrize("compresses", [True, False])
def test_the_engine_comes_as_the_host_compresses_it_else_as_our_archive(
    context: BrowserContext, site: Path, compresses: bool
) -> None:
    asked: set[str] = set()

    class Host(Handler):
        def end_headers(self) -> None:
            asked.add(self.path.rpartition("/")[2])
            self.send_header("Cache-Control", "no-store")
            super().end_headers()

    Host.compresses = compresses
    page = context.new_page()
    with serve(site, Host) as address:
        page.goto(address + COROUTINE)
        assert run(page) == "passed"
        wait_until_runnable(page, site)
    assert ("pyodide.asm.wasm.gz" in asked) is not compresses
    page.reload()  # the server is gone, and the browser's cache has nothing
    assert run(page) == "passed"


def test_gevent_runs_on_without_a_network(
    context: BrowserContext, site: Path, address: str
) -> None:
    page = context.new_page()
    page.goto(address + GEVENT)
    name = "greenlets/symmetric_switch"
    assert run(page, name) == "passed"
    wait_until_runnable(page, site)
    wait_until_runnable(page, site, "gevent")
    context.set_offline(True)
    page.reload()
    assert run(page, name) == "passed"


def test_a_reader_who_has_not_searched_yet_can_search_without_a_network(
    context: BrowserContext, site: Path
) -> None:
    page = context.new_page()
    with serve(site) as address:
        page.goto(address + COROUTINE)
        assert run(page) == "passed"
        wait_until_runnable(page, site, "shell")
        page.reload()
        wait_until_kept(page, "en/search/sections.json", "search-on-demand.js")
    page.reload()  # the server is gone
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("frame_and_locals")
    page.locator(".md-search-result__link[href*='article/coroutine']").first.wait_for()


def test_before_the_first_run_nothing_is_registered_or_kept(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto(address + COROUTINE)
    block(page, "generators/interleave").hover()
    page.wait_for_timeout(4000)
    registered = page.evaluate("navigator.serviceWorker.getRegistrations().then((r) => r.length)")
    assert registered == 0
    assert page.evaluate("caches.keys()") == []


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """Return a copy of the site that a test may change, as a new deployment would."""
    made = tmp_path / "site"
    shutil.copytree(site, made)
    return made


def deploy(site: Path) -> None:
    """Make a second deployment of a site: other pages, another style, other names of scripts."""
    folder = site / SITE_FOLDER
    with (site / "assets/site.css").open("a") as style:
        style.write("\n:root { --deployment: second }\n")
    names = [path.name for path in folder.glob("*.js") if path.name.startswith(RENAMED)]
    for path in [*folder.glob("*.js"), *site.rglob("*.html")]:
        text = path.read_text("utf-8")
        for name in names:
            text = text.replace(name, renamed(name))
        if path.suffix == ".html":
            text = text.replace("<h1", "<h1 data-second").replace("</title>", " (second)</title>")
            text = re.sub(r'\?v=[0-9a-f]{10}|\n<meta name="deployment"[^>]*>', "", text)
        path.unlink()
        path.with_name(renamed(path.name) if path.name in names else path.name).write_text(text)
    files = tuple(
        p.relative_to(folder).as_posix() for p in sorted(folder.rglob("*")) if p.is_file()
    )
    script = next(n for n in files if n.startswith("live-snippet-") and n.endswith(".js"))
    made = Bundle(folder, script, "", files)
    finish.finish(site, SUB_PATH, made, serving=False)


RENAMED = ("live-snippet-", "runner-", "worker-")


def renamed(name: str) -> str:
    return re.sub(r"-\w{8}\.", "-SECOND22.", name)


PARTS = """() => {
    const page = document.querySelector("h1").hasAttribute("data-second");
    const script = document.querySelector("script[type=module]").src.includes("SECOND22");
    const style = getComputedStyle(document.documentElement).getPropertyValue("--deployment");
    const title = document.title.endsWith("(second)");
    return [page, script, style === "second", title];
}"""


def parts(page: Page) -> set[bool]:
    """Tell, for each part of the page, whether it is the second deployment's."""
    page.wait_for_load_state()
    return set(page.evaluate(PARTS))


def wait_until_taken_over(page: Page, site: Path) -> None:
    """Wait until the second deployment's service worker has kept this page and taken over."""
    wait_until_kept(page, told(site)["files"][f"{COROUTINE}index.html"])
    wait_until(
        page,
        """async () => {
            const { active, waiting, installing } = await navigator.serviceWorker.ready;
            return active.state === "activated" && !waiting && !installing;
        }""",
    )


def test_a_new_deployment_is_noticed_and_never_mixed(context: BrowserContext, copy: Path) -> None:
    page = context.new_page()
    with serve(copy) as address:
        page.goto(address + COROUTINE)
        assert run(page) == "passed"
        wait_until_runnable(page, copy)
        deploy(copy)
        # a link brings the new deployment's page into the old one's frame; a mouse's click could be
        # lost when a picture above is drawn between its press and release
        page.locator(".md-footer__link--next").press("Enter")
        page.wait_for_function("() => document.title.endsWith('(second)')")
        page.wait_for_function("() => document.querySelector('script[src*=SECOND22]')")
        assert parts(page) == {True}
        wait_until_taken_over(page, copy)
        wait_until_runnable(page, copy)
        page.goto(address + COROUTINE)
        assert parts(page) == {True}
        assert run(page) == "passed"
        wait_until(
            page,
            """async (current) => {
                const cache = await caches.open((await caches.keys())[0]);
                const kept = (await cache.keys()).map(({ url }) => url.split("?")[1]);
                return kept.every((digest) => current.includes(digest));
            }""",
            [digest.split()[0] for digest in dict(told(copy)["files"]).values()],
        )
    page.goto(address + COROUTINE)
    assert parts(page) == {True}
    assert run(page) == "passed"


def test_a_page_of_the_old_deployment_still_runs(context: BrowserContext, copy: Path) -> None:
    """Its scripts are gone from the server; those that were loaded once are kept.

    A program that runs while the new deployment's service worker takes over runs on.
    """
    page, other = context.new_page(), context.new_page()
    with serve(copy) as address:
        page.goto(address + COROUTINE)
        assert run(page) == "passed"
        wait_until_runnable(page, copy)
        other.goto(address + COROUTINE)
        asking = block(other, "generators/plain_calls")
        set_source(asking, "print('hello', input())\n")
        press(asking, "run")
        field = asking.locator("[data-part=output] input")
        field.fill("half a li")
        deploy(copy)
        page.goto(address + COROUTINE)
        wait_until_taken_over(page, copy)
        assert parts(other) == {False}
        field.press_sequentially("ne")
        field.press("Enter")
        assert wait_for_state(asking, "done", "failed") == "done"
        assert "hello half a line" in output(asking)
        assert run(other) == "passed"


def test_a_page_without_the_old_files_says_to_reload(context: BrowserContext, copy: Path) -> None:
    page = context.new_page()
    with serve(copy) as address:
        page.goto(address + COROUTINE)
        deploy(copy)
        assert run(page) == "failed"
        assert "Reload the page" in block(page, "generators/interleave").inner_text()
        page.reload()
        assert run(page) == "passed"


def test_what_somebody_put_into_the_cache_is_not_shown(
    context: BrowserContext, site: Path, address: str
) -> None:
    page = context.new_page()
    page.goto(address + COROUTINE)
    assert run(page) == "passed"
    wait_until_runnable(page, site)
    page.evaluate(
        """async () => {
            const cache = await caches.open((await caches.keys())[0]);
            for (const { url } of await cache.keys())
                if (url.includes("index.html"))
                    await cache.put(url, new Response("<h1>Not ours</h1>", {
                        headers: { "content-type": "text/html" },
                    }));
        }"""
    )
    context.set_offline(True)
    page.reload()
    page.get_by_role("heading", name="No network").wait_for()


@pytest.mark.parametrize(
    "broken",
    [
        "caches.open = () => Promise.reject(new DOMException('no', 'SecurityError'))",
        "Cache.prototype.put = () => Promise.reject(new DOMException('no', 'QuotaExceededError'))",
    ],
)
def test_without_room_to_keep_anything_all_works_with_a_network(
    context: BrowserContext, copy: Path, broken: str
) -> None:
    worker = copy / service_worker.NAME
    worker.write_text(f"{broken};\n{worker.read_text('utf-8')}", "utf-8")
    page = context.new_page()
    with serve(copy) as address:
        page.goto(address + COROUTINE)
        assert run(page) == "passed"
        page.wait_for_function("() => navigator.serviceWorker.controller")
        page.goto(address + "en/about/")
        page.goto(address + COROUTINE)
        assert run(page) == "passed"
        kept = "caches.open(NAME).then((cache) => cache.keys()).then((keys) => keys.length)"
        name = f"switchpoint {SUB_PATH}"
        assert page.evaluate(kept.replace("NAME", repr(name))) == 0


def test_a_served_site_gets_rid_of_an_earlier_worker(context: BrowserContext, copy: Path) -> None:
    page = context.new_page()
    with serve(copy) as address:
        page.goto(address + COROUTINE)
        assert run(page) == "passed"
        wait_until_runnable(page, copy)
        for path in copy.rglob("*.html"):  # as `mkdocs serve` makes them
            html = path.read_text("utf-8")
            path.write_text(re.sub(r'\n<meta name="deployment"[^>]*>', "", html), "utf-8")
        finish.finish(copy, SUB_PATH, None, serving=True)
        page.goto(address + COROUTINE)
        wait_until(
            page,
            """async () => !(await caches.keys()).length
                && !(await navigator.serviceWorker.getRegistrations()).length""",
        )
        assert run(page) == "passed"
        page.wait_for_timeout(4000)
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then(r => r.length)") == 0
