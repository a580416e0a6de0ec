"""One run of a program: what is recorded of it, and which output is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from switchpoint.recording.run import recorder, run_snippet
from switchpoint.snippets.errors import SnippetError
from tests.small_collection import write_snippet


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "snippets"


def test_both_streams_and_the_exit_code_are_recorded(root: Path) -> None:
    source = '"""Doc."""\nimport sys\nprint("out")\nprint("err", file=sys.stderr)\nsys.exit(3)\n'
    recording = run_snippet(write_snippet(root, source=source))
    assert (recording.stdout, recording.stderr, recording.exit_code) == ("out\n", "err\n", 3)


def test_tracebacks_name_the_file_and_no_folder(root: Path) -> None:
    recording = run_snippet(write_snippet(root, source='"""Doc."""\n1 / 0\n'))
    assert recording.exit_code == 1
    assert '  File "hello.py", line 2, in <module>\n' in recording.stderr
    assert str(root) not in recording.stderr


def test_programs_see_bare_surroundings(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("PYTHONPATH", str(root))
    source = (
        '"""Doc."""\nimport os, sys\nprint(os.environ.get("HTTP_PROXY"),'
        ' os.environ.get("PYTHONPATH"), sys.stdin.read() == "", sys.argv)\n'
    )
    recording = run_snippet(write_snippet(root, source=source))
    assert recording.stdout == "None None True ['hello.py']\n"


def test_a_path_of_this_machine_is_refused(root: Path) -> None:
    snippet = write_snippet(root, source='"""Doc."""\nimport json\nprint(json.__file__)\n')
    with pytest.raises(SnippetError, match=r"^snippets/folder/hello\.py:1: prints a path of this"):
        run_snippet(snippet)


def test_bytes_that_are_no_text_are_refused(root: Path) -> None:
    source = '"""Doc."""\nimport sys\nsys.stdout.buffer.write(b"ab\\xff")\n'
    with pytest.raises(SnippetError, match=r"not UTF-8 \(offset 2\)"):
        run_snippet(write_snippet(root, source=source))


def test_a_program_without_end_is_ended_with_its_children(root: Path) -> None:
    source = (
        '"""Doc."""\nimport subprocess, sys, time\n'
        'subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])\n'
        "time.sleep(60)\n"
    )
    with pytest.raises(SnippetError, match=r"still running after 1 s; make it end"):
        run_snippet(write_snippet(root, source=source), time_limit=1)


def test_recorder_names_the_packages_a_program_stands_on(root: Path) -> None:
    source = '"""Doc."""\nimport gevent\n'
    said = recorder(write_snippet(root, source=source))
    assert said.startswith("CPython 3.")
    assert " · gevent " in said
    assert " · greenlet " in said
