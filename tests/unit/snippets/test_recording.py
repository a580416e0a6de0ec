"""The formats of a recording: what is written is read again, and nothing else is."""

from __future__ import annotations

import pytest

from switchpoint.snippets.recording import Recording, dump_trace, parse_trace
from tests.small_collection import NOTHING_SWITCHED


@pytest.mark.parametrize(
    ("stdout", "stderr"),
    [
        ("", ""),
        ("one\n", ""),
        ("no newline", ""),
        ("", "no newline"),
        ("a\n\n\n", "b\r\nc\n"),
        ("切换点 🎉\n", "  indented\n"),
        ("\n", "\n"),
    ],
)
def test_recordings_survive_writing_and_reading(stdout: str, stderr: str) -> None:
    recording = Recording(stdout, stderr, 1, "CPython 3.13.0 · gevent 26.9.0", "0" * 64)
    assert Recording.parse(recording.dump()) == recording


@pytest.mark.parametrize("text", ["", "hello\n", "#! switchpoint recording 2\n"])
def test_other_texts_are_no_recordings(text: str) -> None:
    with pytest.raises(ValueError, match="not a switchpoint recording"):
        Recording.parse(text)


def test_same_run_looks_at_what_was_printed_and_the_exit_code_only() -> None:
    one = Recording("a\n", "", 0, "CPython 3.13.0", "0" * 64)
    assert one.same_run(Recording("a\n", "", 0, "CPython 3.14.0", "1" * 64))
    assert not one.same_run(Recording("a", "", 0, "CPython 3.13.0", "0" * 64))
    assert not one.same_run(Recording("a\n", "b", 0, "CPython 3.13.0", "0" * 64))
    assert not one.same_run(Recording("a\n", "", 1, "CPython 3.13.0", "0" * 64))


def test_traces_survive_writing_and_reading() -> None:
    assert parse_trace(dump_trace(NOTHING_SWITCHED)) == NOTHING_SWITCHED


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "not a trace"), ("[]", "not a trace of version 1"), ('{"version": 2}', "of version 1")],
)
def test_other_texts_are_no_traces(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_trace(text)
