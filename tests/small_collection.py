"""Small collections of snippets, made for one test."""

from __future__ import annotations

from pathlib import Path

from switchpoint.snippet import Recording, Snippet

HELLO = '"""Says hello."""\n\nprint("hello")\n'


def write_snippet(root: Path, name: str = "folder/hello", source: str = HELLO) -> Snippet:
    """Write a program; return it, not recorded."""
    snippet = Snippet(root, name)
    snippet.path.parent.mkdir(parents=True, exist_ok=True)
    snippet.path.write_text(source, encoding="utf-8")
    return snippet


def write_recorded(
    root: Path,
    name: str = "folder/hello",
    source: str = HELLO,
    stdout: str = "hello\n",
    stderr: str = "",
    exit_code: int = 0,
) -> Snippet:
    """Write a program and a recording that fits its source."""
    snippet = write_snippet(root, name, source)
    recording = Recording(stdout, stderr, exit_code, "CPython 3.13.0", snippet.sha256)
    snippet.recording_path.write_bytes(recording.dump().encode())
    return snippet
