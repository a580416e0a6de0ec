"""How much of upstream's own tests passes in the tab: greenlet's and gevent's, run in Chromium.

    uv run python -m tests.conformance.upstream greenlet [MODULE…]
    uv run python -m tests.conformance.upstream gevent [MODULE…]
    uv run python -m tests.conformance.upstream sockets [MODULE…]

The tests come from the installed packages; none is copied here. Each module is a program that a
block of the site runs. Tests that need what a tab lacks (threads, processes, C extensions) are
counted apart. known.txt lists those that fail, each with its reason; one that fails and is not
listed, or is listed and does not fail, makes the exit status 1.
"""

from __future__ import annotations

import base64
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from importlib.metadata import distribution
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from tests.browser.blocks import block, set_source
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.serving import serve

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KNOWN = HERE / "known.txt"
SILENCE = 30.0
"""Seconds without a word after which a test counts as hanging."""

GEVENT_SOCKETS = """
    test__backdoor test__greenio
    test__issue1686 test__issue230 test__issue600 test__makefile_ref test__pywsgi
    test__select test__selectors test__server test__server_pywsgi test__socket
    test__socket_close test__socket_errors test__socket_ex test__socket_send_memoryview
    test__socket_timeout test__socketpair
"""
"""gevent's test modules that are about sockets and servers, TLS and name services aside."""

GEVENT_CORE = """
    test__GreenletExit test___config test___ident test__api test__api_timeout test__compat
    test__contextvars test__core test__core_async test__core_callback test__core_loop_run
    test__core_timer test__core_watcher test__destroy test__destroy_default_loop test__event
    test__events test__exc_info test__greenlet test__greenletset test__greenness test__hub
    test__hub_join test__hub_join_timeout test__import_wait test__issue112 test__issue1864
    test__issue330 test__issue467 test__issue6 test__issue607 test__issue639 test__iwait
    test__joinall test__local test__lock test__loop_callback test__memleak test__nondefaultloop
    test__order test__pool test__queue test__real_greenlet test__semaphore test__sleep0
    test__systemerror test__timeout test__util
"""
"""gevent's test modules that are about greenlets, hub and loop, not sockets or threads."""

NOT_HERE = {
    "threads": r"can't start new thread|cannot join thread before|thread is not supported",
    "processes": r"does not support processes|emscripten does not support|No module named '_posix"
    r"|in fork_gevent|in fork_and_watch",
    "TLS": r"ssl\.py|from 'gevent\.ssl'|of '_socket\.socket' objects is not writable",
    "C extension": r"_test_extension|UnswitchableGreenlet",
}
"""Reasons why a test cannot run in a tab, told from how it fails."""

NEED_THREADS = """
    greenlet.tests.test_greenlet.TestGreenlet.test_threaded_updatecurrent
    gevent.tests.test__hub.TestPeriodicMonitoringThread.test_blocking_threadpool_thread_multi_greenlet
    gevent.tests.test__hub.TestPeriodicMonitoringThread.test_blocking_threadpool_thread_one_greenlet
    gevent.tests.test__hub.TestPeriodicMonitoringThread.test_blocking_threadpool_thread_task_queue
"""
"""Tests that wait for a thread without noticing that it could not be started."""


def modules_of(suite: str) -> list[str]:
    """Return the names of a suite's test modules."""
    if suite == "greenlet":
        folder = Path(str(distribution("greenlet").locate_file("greenlet"))) / "tests"
        return [f"greenlet.tests.{path.stem}" for path in sorted(folder.glob("test_*.py"))]
    names = {"gevent": GEVENT_CORE, "sockets": GEVENT_SOCKETS}[suite]
    return [f"gevent.tests.{name}" for name in names.split()]


def archive() -> str:
    """Return both packages' tests as a zip, in base64."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for package, inside in (("greenlet", ["tests"]), ("gevent", ["tests", "testing"])):
            base = Path(str(distribution(package).locate_file(package)))
            for folder in inside:
                for path in sorted((base / folder).rglob("*.py")):
                    packed.write(path, f"{package}/{path.relative_to(base).as_posix()}")
    return base64.b64encode(out.getvalue()).decode()


def run_module(found: Locator, module: str, tests: str) -> dict[str, tuple[str, str]]:
    """Run a module's tests in the block; return test -> (outcome, detail)."""
    results: dict[str, tuple[str, str]] = {}
    while True:
        names = f"ARCHIVE = {tests!r}\nMODULE = {module!r}\nDONE = {sorted(results)!r}\n"
        set_source(found, names + (HERE / "in_tab.py").read_text("utf-8"))
        running, finished = _follow(found, results)
        if finished:
            return results
        if running is None:
            results.setdefault(module, ("bad", "the run ended without a word"))
            return results
        results[running] = ("bad", "hangs, or ends the interpreter")


def _follow(found: Locator, results: dict[str, tuple[str, str]]) -> tuple[str | None, bool]:
    """Run the block and read what it says; return the test that hangs, and whether all is done."""
    found.evaluate("block => { window.ended = false; block.run().then(() => window.ended = true) }")
    running, heard, seen = None, time.monotonic(), 0
    while True:
        time.sleep(0.25)
        ended = found.page.evaluate("window.ended")
        # until the program starts, the block shows what the one before has printed
        text = found.evaluate(
            "b => b.state === 'booting' ? '' : b.querySelector('[data-part=output]').textContent"
        )
        lines = text[seen:].split("\n")
        seen += len(text[seen:]) - len(lines[-1])
        for line in lines[:-1]:
            if not line.startswith("@@"):
                continue
            heard = time.monotonic()
            kind, *rest = json.loads(line[2:])
            if kind == "start":
                running = rest[0]
            elif kind == "end":
                results[rest[0]], running = (rest[1], rest[2]), None
            else:
                found.evaluate("block => block.stop()")
                _wait_until_ended(found.page)
                return None, True
        if ended:
            return running, False
        if time.monotonic() - heard > SILENCE:
            found.evaluate("block => block.stop()")
            _wait_until_ended(found.page)
            return running, False


def _wait_until_ended(page: Page) -> None:
    page.wait_for_function("window.ended", timeout=30_000)


def classify(test: str, outcome: str, detail: str) -> str:
    """Return ok, skipped, bad, or the reason why a tab cannot run it."""
    if outcome == "bad" and test in NEED_THREADS.split():
        return "threads"
    if outcome in ("ok", "skipped"):
        return outcome
    for reason, pattern in NOT_HERE.items():
        if re.search(pattern, detail):
            return reason
    return "bad"


def known_failures() -> dict[str, str]:
    """Return test -> reason, as known.txt has them."""
    pairs = (
        line.split(None, 1)
        for line in KNOWN.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    )
    return {name: reason for name, reason in pairs}


def main(suite: str, modules: list[str]) -> int:
    """Run the tests, print the table, compare with known.txt."""
    package = "greenlet" if suite == "greenlet" else "gevent"
    names = [f"{package}.tests.{m}" for m in modules] or modules_of(suite)
    folder = Path(tempfile.mkdtemp())
    results: dict[str, tuple[str, str]] = {}
    with serve(folder) as address, sync_playwright() as playwright:
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": address}
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", str(folder)]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        path = find_chromium(playwright)
        tests = archive()
        with playwright.chromium.launch(executable_path=path, args=ARGUMENTS) as browser:
            for name in names:
                page = browser.new_page()
                page.goto(f"{address}gevent-in-your-tab/")
                found = run_module(block(page, "greenlets/symmetric_switch"), name, tests)
                counts = Counter(classify(test, *result) for test, result in found.items())
                print(f"{name}: {dict(counts)}", flush=True)
                results |= found
                page.close()
    return report(package, results)


def report(package: str, results: dict[str, tuple[str, str]]) -> int:
    """Print sums and what does not agree with known.txt; return the exit status."""
    kinds = {test: classify(test, *result) for test, result in results.items()}
    counts = Counter(kinds.values())
    runnable = counts["ok"] + counts["bad"]
    print(f"{package} {distribution(package).version}: {counts['ok']} of {runnable} runnable pass")
    print("  " + ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items())))
    known = {t: r for t, r in known_failures().items() if t.startswith(f"{package}.")}
    bad = {test for test, kind in kinds.items() if kind == "bad"}
    news = sorted(bad - set(known))
    for test in news:
        print(f"new: {test}\n{results[test][1].strip()}\n")
    mended = sorted(t for t in known if t in kinds and t not in bad)
    for test in mended:
        print(f"mended, take it out of known.txt: {test}")
    return 1 if news or mended else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2:]))
