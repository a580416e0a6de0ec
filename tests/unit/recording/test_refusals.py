"""What a recording must not hold, and that each refusal says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from switchpoint.recording.refusals import MOST_EVENTS, refuse_output
from switchpoint.recording.run_twice import run_twice, trace_twice
from switchpoint.snippets.errors import SnippetError
from switchpoint.snippets.recording import Recording
from tests.small_collection import write_snippet

FAILED_GREENLET = '"""Doc."""\nimport gevent\ngevent.spawn(lambda: 1 / 0).join()\n'
MANY_YIELDS = '"""Doc."""\nfor _ in (n for n in range({rounds})):\n    pass\n'


def printing(text: str, head: str = "") -> str:
    return f'"""Doc."""\n{head}print({text!r})\n'


def refused(root: Path, source: str) -> str:
    """Return the message with which the program is refused, "" if it is recorded."""
    try:
        run_twice(write_snippet(root, source=source))
    except SnippetError as error:
        return str(error)
    return ""


def test_the_hubs_report_of_a_failure_is_refused(tmp_path: Path) -> None:
    message = refused(tmp_path, FAILED_GREENLET)
    assert ":1: gevent's report of a failed greenlet has a time and an address (" in message
    assert "failed with ZeroDivisionError); set gevent.get_hub().exception_stream" in message
    silent = FAILED_GREENLET.replace(
        "import gevent\n", "import gevent\ngevent.get_hub().exception_stream = None\n"
    )
    assert refused(tmp_path, silent) == ""


@pytest.mark.parametrize("text", ["<object at 0x7f9a3477c720>", "<Hub '' AT 0X7F9A3477C720>"])
def test_an_address_is_refused(tmp_path: Path, text: str) -> None:
    message = refused(tmp_path, printing(text))
    assert ":1: prints an address (0" in message
    assert "differs in every run; print a name" in message


@pytest.mark.parametrize("text", ["<generator object f at 0x...>", "0x1f", "10x100 steps"])
def test_what_only_resembles_an_address_is_recorded(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, printing(text)) == ""


@pytest.mark.parametrize(
    "message",
    [
        "TypeError: object int can't be used in 'await' expression",
        "TypeError: 'coroutine' object does not support the context manager protocol",
        "TypeError: 'f' object does not support the asynchronous context manager protocol",
        "x.py:1: DeprecationWarning: There is no current event loop",
    ],
)
def test_a_message_that_the_tab_words_differently_is_refused(tmp_path: Path, message: str) -> None:
    said = refused(tmp_path, printing(message))
    assert f"Python 3.14, in the tab, words differently ({message}); print only the" in said
    assert refused(tmp_path, printing(message, "# needs: system\n")) == ""


def test_a_message_that_both_word_alike_is_recorded(tmp_path: Path) -> None:
    assert refused(tmp_path, printing("RuntimeError: coroutine raised StopIteration")) == ""


def test_standard_error_is_looked_at_too(tmp_path: Path) -> None:
    snippet = write_snippet(tmp_path)
    recording = Recording("", "<a at 0xabcdef12>\n", 1, "CPython 3.13.0", snippet.sha256)
    with pytest.raises(SnippetError, match=r"hello\.py:1: prints an address \(0xabcdef12\)"):
        refuse_output(snippet, recording)


def test_a_trace_of_too_many_events_is_refused(tmp_path: Path) -> None:
    snippet = write_snippet(tmp_path, source=MANY_YIELDS.format(rounds=MOST_EVENTS))
    recording = run_twice(snippet)
    with pytest.raises(SnippetError, match=r":1: its trace has \d+ events, more than 400; let it"):
        trace_twice(snippet, recording, time_limit=30)


def test_a_trace_of_as_many_events_as_allowed_is_recorded(tmp_path: Path) -> None:
    source = MANY_YIELDS.format(rounds=(MOST_EVENTS - 2) // 2)
    snippet = write_snippet(tmp_path, source=source)
    trace = trace_twice(snippet, run_twice(snippet), time_limit=30)
    assert trace is not None
    assert MOST_EVENTS - 4 < len(trace["events"]) <= MOST_EVENTS
