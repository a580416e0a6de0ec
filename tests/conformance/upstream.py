"""How much of upstream's own tests passes in the tab: greenlet's and gevent's, run in Chromium.

    uv run python -m tests.conformance.upstream greenlet|gevent|sockets [MODULE…]

The tests come from the installed packages; none is copied here. Each module is a program that a
block of the site runs. Tests that need what a tab lacks (threads, processes, C extensions) are
counted apart. Those that fail stand in the list of differences (src/switchpoint/pages/limits), each
below the difference that is its reason; one that fails and is not listed, or is listed and does not
fail, makes the exit status 1.
"""

from __future__ import annotations

import base64
import io
import json
import re
import sys
import time
import zipfile
from collections import Counter
from importlib.metadata import distribution
from pathlib import Path
from typing import TypedDict

from playwright.sync_api import Locator, Page

from switchpoint.pages.limits.differences import differences
from tests.browser.blocks import set_source
from tests.conformance.site import ROOT, OpenBlock, opened_site

HERE = Path(__file__).parent
DETAILS = ROOT / ".cache/conformance"
"""Where every outcome is written with its detail, for whoever mends one."""
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
    "processes": r"does not support processes|a browser tab has no processes"
    r"|emscripten does not support|No module named '_posix|in fork_gevent|in fork_and_watch",
    "TLS": r"TestSSL|a browser tab has no TLS|ssl\.py|from 'gevent\.ssl'"
    r"|of '_socket\.socket' objects is not writable",
    "C extension": r"_test_extension|UnswitchableGreenlet",
}
"""Reasons why a test cannot run in a tab, told from its name and how it fails."""

LATE = r"FlakyAssertionError|test timed out \(set class|assertTimeWithinRange"
"""How upstream's tests fail where they measure time: on a busy machine any may. Such a failure
counts as one, but is no reason for or against a place in the list."""

NEED_THREADS = """
    greenlet.tests.test_greenlet.TestGreenlet.test_threaded_updatecurrent
    gevent.tests.test__hub.TestPeriodicMonitoringThread.test_blocking_threadpool_thread_multi_greenlet
    gevent.tests.test__hub.TestPeriodicMonitoringThread.test_blocking_threadpool_thread_one_greenlet
    gevent.tests.test__hub.TestPeriodicMonitoringThread.test_blocking_threadpool_thread_task_queue
"""
"""Tests that wait for a thread without noticing that it could not be started."""


SUITES = ("greenlet", "gevent", "sockets")
type Results = dict[str, tuple[str, str]]
"""Test -> (ok, skipped or bad; detail)."""


class Summary(TypedDict):
    """How many tests of a suite passed, and how many a tab cannot run, by reason."""

    package: str
    passed: int
    runnable: int
    late: int
    skipped: int
    not_here: dict[str, int]


def package_of(suite: str) -> str:
    """Return the package whose tests a suite holds."""
    return "greenlet" if suite == "greenlet" else "gevent"


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


def run_module(open_block: OpenBlock, module: str, tests: str) -> Results:
    """Run a module's tests, and once more those that failed: many of them measure time."""
    first = _run_once(open_block, module, tests, {})
    known = known_failures()
    bad = {t for t, o in first.items() if classify(t, *o) in ("bad", "late") and t not in known}
    good = {t: o for t, o in first.items() if t not in bad}
    return first if len(good) == len(first) else _run_once(open_block, module, tests, good)


def _run_once(open_block: OpenBlock, module: str, tests: str, done: Results) -> Results:
    """Run a module's tests in a tab of its own, but for those that are done."""
    results = dict(done)
    found = open_block()
    try:
        return _run_all(found, module, tests, results)
    finally:
        found.page.close()


def _run_all(found: Locator, module: str, tests: str, results: Results) -> Results:
    """Run a module's tests in the block; go on behind one that hangs."""
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


def _follow(found: Locator, results: Results) -> tuple[str | None, bool]:
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
    page.wait_for_function("() => window.ended", timeout=30_000)


def classify(test: str, outcome: str, detail: str) -> str:
    """Return ok, skipped, bad, late, or the reason why a tab cannot run it."""
    if outcome == "bad" and test in NEED_THREADS.split():
        return "threads"
    if outcome in ("ok", "skipped"):
        return outcome
    for reason, pattern in NOT_HERE.items():
        if re.search(pattern, f"{test}\n{detail}"):
            return reason
    if test not in known_failures() and re.search(LATE, detail):
        return "late"
    return "bad"


def known_failures() -> set[str]:
    """Return the tests that the list of differences names."""
    return {test for it in differences() for test in it.upstream}


def run_suite(suite: str, modules: list[str], open_block: OpenBlock) -> Results:
    """Run a suite's modules, or those named, each in a tab of its own; print how each went."""
    names = [f"{package_of(suite)}.tests.{module}" for module in modules] or modules_of(suite)
    results: Results = {}
    tests = archive()
    for name in names:
        outcomes = run_module(open_block, name, tests)
        counts = Counter(classify(test, *outcome) for test, outcome in outcomes.items())
        print(f"{name}: {dict(counts)}", flush=True)
        results |= outcomes
    DETAILS.mkdir(parents=True, exist_ok=True)
    (DETAILS / f"{suite}.json").write_text(json.dumps(results, indent=1), "utf-8")
    return results


def summary(suite: str, results: Results) -> Summary:
    """Count the outcomes."""
    package = package_of(suite)
    counts = Counter(classify(test, *outcome) for test, outcome in results.items())
    passed, failed, late, skipped = (
        counts.pop(kind, 0) for kind in ("ok", "bad", "late", "skipped")
    )
    return {
        "package": f"{package} {distribution(package).version}",
        "passed": passed,
        "runnable": passed + failed + late,
        "late": late,
        "skipped": skipped,
        "not_here": dict(sorted(counts.items())),
    }


def disagreements(results: Results) -> list[str]:
    """Return what does not agree with the list: failures not in it, and mended ones in it."""
    known = known_failures()
    kinds = {test: classify(test, *outcome) for test, outcome in results.items()}
    news = [
        f"new: {test}\n{results[test][1].strip()}\n"
        for test, kind in sorted(kinds.items())
        if kind == "bad" and test not in known
    ]
    mended = [
        f"mended, take it out of the list of differences: {test}"
        for test, kind in sorted(kinds.items())
        if kind not in ("bad", "late") and test in known
    ]
    return news + mended


def main(suite: str, modules: list[str]) -> int:
    """Run the tests, print the sums and what does not agree with the list of differences."""
    with opened_site() as (_, open_block):
        results = run_suite(suite, modules, open_block)
    found = summary(suite, results)
    print(f"{found['package']}: {found['passed']} of {found['runnable']} runnable pass")
    print(
        f"  late: {found['late']}, skipped: {found['skipped']}, not in a tab: {found['not_here']}"
    )
    problems = disagreements(results)
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2:]))
