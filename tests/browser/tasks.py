"""Measures how long a page's main thread is busy at a stretch."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

_TASKS = ("RunTask", "ThreadControllerImpl::RunTask")


class Tasks:
    """What was measured."""

    longest = 0.0
    """Milliseconds of processor time that the longest task took. Unlike time by the clock, it does
    not grow when other processes want the same processor."""


@contextmanager
def measured(page: Page) -> Iterator[Tasks]:
    """Measure the tasks of the page's main thread."""
    tasks = Tasks()
    browser = page.context.browser
    assert browser is not None
    browser.start_tracing(
        page=page, categories=["toplevel", "disabled-by-default-devtools.timeline"]
    )
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
        if event["name"] in _TASKS and (event["pid"], event["tid"]) in threads
    ]
    assert len(lengths) > 20, "nothing was measured"
    tasks.longest = max(lengths)
