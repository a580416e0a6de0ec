"""Small collections of snippets, made for one test."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from mkdocs.config import load_config

from switchpoint.pages.reader import Reader
from switchpoint.snippets.recording import Recording, dump_trace
from switchpoint.snippets.snippet import Snippet
from switchpoint.tracing.trace import Trace

ROOT = Path(__file__).parents[1]

NOTHING_SWITCHED: Trace = {
    "version": 1,
    "lanes": [{"id": 0, "name": "main", "kind": "main"}],
    "events": [],
}

HELLO = '"""Says hello."""\n\nprint("hello")\n'


@cache
def site_reader() -> Reader:
    """Return a reader of pages with this site's own Markdown extensions."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return Reader(config.markdown_extensions, config.mdx_configs)


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
    trace: Trace = NOTHING_SWITCHED,
) -> Snippet:
    """Write a program, a recording that fits its source, and a trace."""
    snippet = write_snippet(root, name, source)
    recording = Recording(stdout, stderr, exit_code, "CPython 3.13.0", snippet.sha256)
    snippet.recording_path.write_bytes(recording.dump().encode())
    if snippet.is_traced:
        snippet.trace_path.write_bytes(dump_trace(trace).encode())
    return snippet


CHECKS = '''\
def check_greeting(run):
    """
    zh: 打印 hello & <world>
    en: It prints hello & <world>
    """
    assert run.lines == ["hello"]


def check_end(run):
    """
    zh: 正常结束
    en: It ends
    """
    assert run.exit_code == 0
'''

START = '"""Says nothing yet."""\n'


def write_exercise(
    root: Path,
    name: str = "folder/hello",
    checks: str = CHECKS,
    solution: str = HELLO,
    start: str = START,
) -> Snippet:
    """Write an exercise; return its model solution, recorded as is its starting code."""
    snippet = write_recorded(root, name, solution)
    write_recorded(root, f"{name}.start", start, "")
    snippet.checks_path.write_text(checks, encoding="utf-8")
    return snippet
