"""Recordings compared with each other."""

from __future__ import annotations

from pathlib import Path

from switchpoint.recording.difference import difference, same
from switchpoint.snippets.recording import Recording
from tests.small_collection import write_recorded


def test_marks_under_tracebacks_count_only_within_one_minor_version() -> None:
    def traceback(by: str, marks: str, line: str = "    f()\n") -> Recording:
        return Recording("", f"Traceback:\n{line}{marks}E\n", 1, by, "0" * 64)

    old = traceback("CPython 3.13.0", "    ~^^\n")
    assert same(old, traceback("CPython 3.13.7", "    ~^^\n"))
    assert not same(old, traceback("CPython 3.13.7", "    ^^^\n"))
    assert same(old, traceback("CPython 3.12.1 · gevent 26.9.0", "    ^^^\n"))
    assert same(old, traceback("CPython 3.14.0", ""))
    assert not same(old, traceback("CPython 3.14.0", "    ~^^\n", "    g()\n"))


def test_equal_runs_have_no_difference(tmp_path: Path) -> None:
    recording = write_recorded(tmp_path).recording()
    assert difference(recording, recording) == ""
