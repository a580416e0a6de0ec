"""Measures how long a page's main thread is busy at a stretch."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

TASKS = ("RunTask", "ThreadControllerImpl::RunTask")
"""All that the thread does in turn: scripts, styles, layout, painting."""

SCRIPTS = ("v8.evaluateModule", "v8.callFunction", "RunMicrotasks")
"""A module's evaluation, a callback, what follows an ``await``; not the page's inline scripts."""


class Tasks:
    """What was measured."""

    longest = 0.0
    """Milliseconds of processor time that the longest task took. Unlike time by the clock, it does
    not grow when other processes want the same processor."""


@contextmanager
def measured(page: Page, kinds: Collection[str] = TASKS) -> Iterator[Tasks]:
    """Measure the tasks of the page's main thread, or of them only what scripts do."""
    tasks = Tasks()
    browser = page.context.browser
    assert browser is not None
    categories = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"]
    browser.start_tracing(page=page, categories=categories)
    try:
        yield tasks
    finally:
        events = json.loads(browser.stop_tracing())["traceEvents"]
    threads = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    lengths = [
        event.get("tdur", 0) / 1000
        for event in events
        if event["name"] in kinds and (event["pid"], event["tid"]) in threads
    ]
    assert lengths, "nothing was measured"
    tasks.longest = max(lengths)
