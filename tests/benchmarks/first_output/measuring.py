"""One visit to one system in a Chromium that has never seen it, timed by the page's own clock."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Playwright, Request

from tests.benchmarks.first_output.serving import SLOW, Host, Sent
from tests.benchmarks.first_output.systems import BLOCK, System, at_block
from tests.browser.chromium import ARGUMENTS, find_chromium

type Figures = dict[str, float]
"""What a visit measured: milliseconds and bytes by name."""

QUIET = 1500
"""Milliseconds without a request after which a page counts as loaded."""

POINTER = 300
"""Milliseconds for which the pointer is on the block before the click."""

SPIN = 1000
"""Milliseconds for which an endless loop runs, and twice as long as the cold boot took on top."""

LONG = 50
"""Milliseconds from which a task counts as long: browsers report no shorter ones."""

SCRIPTS = {"longest-own": "/assets/switchpoint/", "longest-theme": "/assets/javascripts/"}
"""Whose long tasks are told apart on our page, by the address of the script."""

GEVENT_PAGE = "switchpoint/en/article/gevent/"
GEVENT_BLOCK = "live-snippet[name='greenlets/through_the_hub']"
REQUESTS_BLOCK = "live-snippet[name='greenlets/three_requests']"

REST = 2000
"""Milliseconds between the end of a run and the next, in which the next interpreter boots."""

KEEP = 15_000
"""Milliseconds in which our service worker keeps what a reader has run."""

_NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

_WATCH = """
window.bench = {
  longest: 0,
  scripts: [],
  printed(printed) {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!printed()) return;
        resolve(performance.now());
        observer.disconnect();
      };
      const observer = new MutationObserver(look);
      const all = { subtree: true, childList: true, characterData: true };
      observer.observe(document, { ...all, attributeFilter: ["state"] });
      setTimeout(() => reject(new Error("nothing was printed")), LIMIT);
      look();
    });
  },
  async click(press, printed, reset) {
    reset();
    const began = performance.now();
    press();
    return (await this.printed(printed)) - began;
  },
  async arrive(button, once, printed, reset) {
    while (button && !(document.readyState !== "loading" && button()))
      await new Promise((resolve) => setTimeout(resolve, 2));
    reset();
    button?.().click();
    const again = once ? 0 : setInterval(() => button().click(), 50);
    return this.printed(printed).finally(() => clearInterval(again));
  },
};
new PerformanceObserver((list) => {
  for (const task of list.getEntries())
    window.bench.longest = Math.max(window.bench.longest, task.duration);
}).observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => {
  for (const frame of list.getEntries())
    for (const { sourceURL, duration } of frame.scripts)
      window.bench.scripts.push([sourceURL, duration]);
}).observe({ type: "long-animation-frame", buffered: true });
""".replace("LIMIT", "180_000")


@contextmanager
def _tab(
    playwright: Playwright, host: Host, system: System, *, keeps: bool = False
) -> Iterator[Page]:
    """Yield an empty tab of a browser with a fresh profile.

    Our service worker fetches after a run what it keeps for a time without network; that is no part
    of the run, and comes when it likes, so it works only where ``keeps`` says so. A peer may need
    its own.
    """

    def note(request: Request) -> None:
        host.note(request.url, None)

    with tempfile.TemporaryDirectory(prefix="first-output-") as profile:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=find_chromium(playwright),
            args=[*ARGUMENTS, _NO_OTHER_HOST],
            viewport={"width": 1280, "height": 900},
            service_workers="block" if system.is_ours and not keeps else "allow",
        )
        try:
            context.set_default_timeout(120_000)
            context.add_init_script(_WATCH)
            context.on("requestfailed", note)
            yield context.pages[0]
        finally:
            context.close()


def _loaded(page: Page, system: System, host: Host, address: str) -> Sent:
    """Open a page and wait until it asks for nothing more; return what it has moved."""
    sent = host.visit()
    page.goto(host.address + address)
    page.wait_for_function(f"() => ({system.button})() && ({system.settled})()")
    count = -1
    while count != len(sent.answers):
        count = len(sent.answers)
        page.wait_for_timeout(QUIET)
    return sent


def _rest(page: Page, system: System) -> None:
    """Wait for the end of a run and what it leaves to be drawn."""
    page.wait_for_function(system.settled)
    page.wait_for_timeout(1000)


def _click(page: Page, system: System) -> float:
    press = f"() => ({system.press})(({system.button})())"
    arguments = f"{press}, {system.sight.printed}, {system.sight.reset}"
    return float(page.evaluate(f"() => bench.click({arguments})"))


def _click_again(page: Page, system: System, program: str) -> float:
    if system.retype:
        page.locator(system.retype).click()
        page.keyboard.insert_text(program)
    return _click(page, system)


def click(playwright: Playwright, host: Host, system: System, program: str) -> Figures:
    """Click Run on a page that has come to rest, and again."""
    with _tab(playwright, host, system) as page:
        sent = _loaded(page, system, host, system.page)
        before = sent.total(system.counts)
        loading = float(page.evaluate("bench.longest"))
        page.evaluate("bench.longest = 0")
        cold = _click(page, system)
        _rest(page, system)
        running = float(page.evaluate("bench.longest"))
        scripts = _longest_of_scripts(page) if system.is_ours else {}
        after = sent.total(system.counts)
        again = []
        for _ in range(3):
            again.append(_click_again(page, system, program))
            _rest(page, system)
        return {
            "click": cold,
            "again": sorted(again)[1],
            "longest": max(loading, running),
            "longest-run": running,
            "before": before,
            "after": after,
            **scripts,
        }


def _longest_of_scripts(page: Page) -> Figures:
    """Return how long our scripts and the theme's have run at a stretch, each on its own."""
    ran: list[tuple[str, float]] = page.evaluate("bench.scripts")
    return {
        name: max((time for url, time in ran if part in url and time >= LONG), default=0)
        for name, part in SCRIPTS.items()
    }


def arrive(playwright: Playwright, host: Host, system: System, program: str) -> Figures:
    """Click Run as soon as a click counts, or let the page start by itself."""
    with _tab(playwright, host, system) as page:
        host.visit()
        button = "null" if system.starts_itself else system.button
        page.goto(host.address + (system.starts_itself or system.page), wait_until="commit")
        once = "false" if system.loses_clicks else "true"
        arguments = f"{button}, {once}, {system.sight.printed}, {system.sight.reset}"
        return {"arrive": float(page.evaluate(f"() => bench.arrive({arguments})"))}


def pointer(playwright: Playwright, host: Host, system: System, program: str) -> Figures:
    """Click Run when the pointer has been on the block for a moment."""
    with _tab(playwright, host, system) as page:
        _loaded(page, system, host, system.page)
        block = page.locator(BLOCK)
        block.scroll_into_view_if_needed()
        block.hover(position={"x": 20, "y": 20}, no_wait_after=True)
        page.wait_for_timeout(POINTER)
        return {"pointer": _click(page, system)}


def stop(playwright: Playwright, host: Host, system: System, program: str) -> Figures:
    """Boot; then stop an endless loop and run the program: how soon does it print?"""
    with _tab(playwright, host, system) as page:
        _loaded(page, system, host, system.page)
        cold = _click(page, system)
        _rest(page, system)
        block = page.locator(BLOCK)
        loop = "print('spinning', flush=True)\nwhile True:\n    pass\n"
        block.evaluate("(block, loop) => { block.source = loop; }", loop)
        _click(page, system)
        page.wait_for_timeout(SPIN + 2 * cold)
        block.evaluate(
            """(block, program) => {
                const stopped = new Promise((resolve) => block.addEventListener(
                    "live-snippet:state", () => block.state === "stopped" && resolve()));
                block.stop();
                return stopped.then(() => { block.source = program; });
            }""",
            program,
        )
        return {"stop": _click(page, system), "stop-cold": cold}


def gevent(playwright: Playwright, host: Host, system: System, program: str) -> Figures:
    """Run a snippet with gevent: how many bytes are on top of a plain one's?"""
    with _tab(playwright, host, system) as page:
        sent = host.visit()
        page.goto(host.address + GEVENT_PAGE)
        block = page.locator(GEVENT_BLOCK)
        block.locator("[data-action=run]").wait_for()
        block.evaluate("(block, program) => { block.source = program; }", program)
        block.evaluate("block => block.run()")
        plain = sent.total(system.counts)
        block.evaluate("block => block.reset()")
        block.evaluate("block => block.run()")
        return {"gevent": sent.total(system.counts) - plain}


def at_once(playwright: Playwright, host: Host, system: System, program: str) -> Figures:
    """Click Run, and again as soon as the run has ended: the next interpreter has to boot first."""
    with _tab(playwright, host, system) as page:
        _loaded(page, system, host, system.page)
        cold = _click(page, system)
        page.wait_for_function(system.settled)
        return {"at-once": _click(page, system), "at-once-cold": cold}


def gevent_click(playwright: Playwright, host: Host, system: System, program: str) -> Figures:
    """Click Run of a block with gevent, and again two seconds after the run has ended."""
    return _cold_and_again(playwright, host, at_block(system, GEVENT_BLOCK), "gevent")


def requests_click(playwright: Playwright, host: Host, system: System, program: str) -> Figures:
    """Click Run of the article's requests, and again two seconds after the run has ended."""
    return _cold_and_again(playwright, host, at_block(system, REQUESTS_BLOCK), "requests")


def _cold_and_again(playwright: Playwright, host: Host, system: System, name: str) -> Figures:
    with _tab(playwright, host, system) as page:
        _loaded(page, system, host, system.page)
        cold = _click(page, system)
        page.wait_for_function(system.settled)
        page.wait_for_timeout(REST)
        return {f"{name}-click": cold, f"{name}-again": _click(page, system)}


def gevent_pointer(playwright: Playwright, host: Host, system: System, program: str) -> Figures:
    """Click Run of a block with gevent when the pointer has been on it for a moment."""
    system = at_block(system, GEVENT_BLOCK)
    with _tab(playwright, host, system) as page:
        _loaded(page, system, host, system.page)
        block = page.locator(GEVENT_BLOCK)
        block.evaluate("block => block.scrollIntoView({ block: 'center' })")
        block.locator(".snippet-head").hover(no_wait_after=True)
        page.wait_for_timeout(POINTER)
        return {"gevent-pointer": _click(page, system)}


def returning(playwright: Playwright, host: Host, system: System, program: str) -> Figures:
    """Click Run on a second visit: with the same profile, a warm cache, the service worker on.

    On the first visit the program ran twice, for all systems: Chromium stores the code that it has
    compiled from WebAssembly once that is 1 MB (V8's flag wasm_caching_hard_threshold).
    """
    with _tab(playwright, host, system, keeps=True) as page:
        _loaded(page, system, host, system.page)
        _click(page, system)
        _rest(page, system)
        _click_again(page, system, program)
        _rest(page, system)
        if system.is_ours:
            page.wait_for_timeout(KEEP)
        again = page.context.new_page()
        page.close()
        _loaded(again, system, host, system.page)
        return {"return": _click(again, system)}


def slow(playwright: Playwright, host: Host, system: System, program: str) -> Figures:
    """Click Run on a slow line, once the page has loaded."""
    with _tab(playwright, host, system) as page:
        _loaded(page, system, host, system.page)
        host.line = SLOW
        try:
            return {"slow": _click(page, system)}
        finally:
            host.line = None


type Visit = Callable[[Playwright, Host, System, str], Figures]

OF_OURS: tuple[Visit, ...] = (
    *(pointer, at_once, stop, gevent),
    *(gevent_click, gevent_pointer, requests_click),
)
WITH_THE_FLOOR: tuple[Visit, ...] = (slow,)
EVERYWHERE: tuple[Visit, ...] = (click, arrive, returning)
VISITS = (*EVERYWHERE, *WITH_THE_FLOOR, *OF_OURS)


def is_made(visit: Visit, system: System) -> bool:
    """Tell whether a system is visited in this way."""
    if visit in EVERYWHERE or system.is_ours:
        return True
    return visit in WITH_THE_FLOOR and system.name == "floor"
