"""The list of messages that the pages of common errors explain."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from switchpoint.site import error_messages
from switchpoint.site.error_messages import pattern
from tests.error_pages import entries


@pytest.mark.parametrize(
    ("message", "identity"),
    [
        ("StopIteration", "stop-iteration"),
        ("StopIteration: 7", "stop-iteration"),
        ("asyncio.exceptions.CancelledError", "cancelled-error"),
        ("RuntimeWarning: coroutine 'fetch' was never awaited", "never-awaited"),
        (
            "AttributeError: 'coroutine' object has no attribute 'split'",
            "coroutine-has-no-attribute",
        ),
        ("AttributeError: 'generator' object has no attribute 'next'", "no-attribute-next"),
        ("TypeError: 'dict' object can't be awaited", "int-cannot-be-awaited"),
        ("ValueError: a coroutine was expected, got <Future at 0x1>", "a-coroutine-was-expected"),
        ("ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)", "exception-group"),
        ("gevent.timeout.Timeout: 3 seconds", "timeout-seconds"),
        ("gevent.timeout.Timeout: 1 second", "timeout-seconds"),
        (
            "RuntimeError: Task <Task pending name='a'> got Future <Future pending cb=[f()]>"
            " attached to a different loop",
            "different-loop",
        ),
        (
            "TypeError: object of type 'gevent.greenlet.Greenlet' has no len()",
            "greenlet-has-no-len",
        ),
        (
            "RuntimeError: There is no current event loop in thread 'Thread-1'.",
            "no-current-event-loop",
        ),
        ("TypeError: object of type 'generator' has no len()", "has-no-len"),
        ("SyntaxError: 'await' outside function", "await-outside-function"),
        ("OSError: [Errno 24] Too many open files", "too-many-open-files"),
        ("<Greenlet at 0x7f0: fetch(1)> failed with KeyError", "failed-with"),
        ("OSError: [Errno 23] Too many open files", None),
        ("TypeError: 'list' object is not subscriptable", None),
        ("AttributeError: 'generator' object has no attribute 'split'", None),
        ("TypeError: object of type 'int' has no len()", None),
        ("RuntimeError: StopIteration", None),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_message_has_one_entry(language: str, message: str, identity: str | None) -> None:
    found = [
        entry.id
        for entry in entries(language)
        if entry.message and re.fullmatch(pattern(entry.message), message)
    ]
    assert found == ([identity] if identity else [])


def test_every_title_matches_itself_alone() -> None:
    messages = [entry.message for entry in entries("en") if entry.message]
    for message in messages:
        assert [it for it in messages if re.fullmatch(pattern(it), message)] == [message]


def test_only_titles_of_messages_on_the_pages_of_errors_are_listed(tmp_path: Path) -> None:
    sections = {
        "errors/": "Errors",
        "errors/async/#late": "No message",
        "errors/async/#seen": "<code>TypeError: &lt;it&gt;</code>",
        "errors/patching/#recursion-error": "<code>RecursionError: too deep</code>",
        "article/a/#code": "<code>TypeError: b</code>",
    }
    docs = [{"location": place, "title": title} for place, title in sections.items()]
    for prefix in "", "en/":
        (tmp_path / prefix / "search").mkdir(parents=True)
        (tmp_path / prefix / "search/sections.json").write_text(json.dumps(docs))
    (tmp_path / "errors").mkdir()
    error_messages.write(tmp_path, ["en/"])
    listed = json.loads((tmp_path / "errors/messages.json").read_text("utf-8"))
    assert listed == [["TypeError: <it>", "async/#seen"]]
    assert not (tmp_path / "en/errors").exists()
