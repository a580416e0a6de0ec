"""The command ``record``: what it writes, what it refuses, and how it names what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from switchpoint.recording import record
from tests.small_collection import CHECKS, HELLO, write_exercise, write_recorded, write_snippet


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "snippets"


def run_main(
    root: Path, *names: str, check: bool = False, time_limit: float = 10
) -> tuple[int, str]:
    said: list[str] = []
    options = record.Options(check=check, time_limit=time_limit)
    status = record.main(root, names, options, say=said.append)
    return status, "\n".join(said)


def test_two_runs_that_differ_are_refused_with_the_difference(root: Path) -> None:
    source = (
        '"""Doc."""\nfrom pathlib import Path\ncount = Path("count.txt")\n'
        "old = int(count.read_text()) if count.exists() else 0\ncount.write_text(str(old + 1))\n"
        "print(old)\n"
    )
    write_snippet(root, source=source)
    status, said = run_main(root)
    assert status == 1
    assert "snippets/folder/hello.py:1: two runs differ" in said
    assert "\n-0\n+1\n" in said
    assert not (root / "folder/hello.out").exists()


def test_record_writes_then_check_passes(root: Path) -> None:
    write_snippet(root)
    assert run_main(root) == (0, "recorded folder/hello\n1 snippets, 0 problems")
    assert run_main(root, check=True) == (0, "1 snippets, 0 problems")


def test_an_equal_recording_keeps_its_file(root: Path) -> None:
    snippet = write_recorded(root)
    before = snippet.recording_path.read_bytes()
    assert run_main(root) == (0, "1 snippets, 0 problems")
    assert snippet.recording_path.read_bytes() == before


@pytest.mark.parametrize(
    ("recorded", "line"), [("goodbye\n", "-goodbye"), ("hello", "+"), ("hello\n\n", "-")]
)
def test_check_shows_the_difference_and_the_cure(root: Path, recorded: str, line: str) -> None:
    write_recorded(root, stdout=recorded)
    status, said = run_main(root, check=True)
    assert status == 1
    assert "snippets/folder/hello.py:1: prints something else than was recorded" in said
    assert "run: python -m switchpoint record folder/hello" in said
    assert line in said.splitlines()


def test_check_names_missing_and_stale_and_orphaned_recordings(root: Path) -> None:
    write_snippet(root, "a/missing")
    stale = write_recorded(root, "a/stale")
    stale.path.write_text(stale.source + "# changed\n")
    write_recorded(root, "a/gone").path.unlink()
    status, said = run_main(root, check=True)
    assert status == 1
    assert "snippets/a/missing.py:1: not recorded yet;" in said
    assert "snippets/a/stale.py:1: changed since it was recorded;" in said
    assert "snippets/a/gone.out:1: recording of a program that is gone;" in said
    assert "snippets/a/gone.trace.json:1: recording of a program that is gone;" in said
    assert said.splitlines()[-1] == "2 snippets, 4 problems"


def test_check_names_missing_spoilt_and_different_traces(root: Path) -> None:
    write_recorded(root, "a/missing").trace_path.unlink()
    write_recorded(root, "a/spoilt").trace_path.write_text("{}")
    switching = '"""Doc."""\nlist(x for x in "a")\nprint("hello")\n'
    write_recorded(root, "a/different", switching)
    status, said = run_main(root, check=True)
    assert status == 1
    assert "snippets/a/missing.py:1: recorded without its trace; run: python -m" in said
    assert "snippets/a/spoilt.trace.json:1: not a trace of version 1; run: python -m" in said
    assert "snippets/a/different.py:1: switches in another order than was recorded" in said
    assert '+{"kind":"start","lane":1,"from":0,"to":1,"line":2' in said


def test_an_order_of_switches_that_varies_is_refused(root: Path) -> None:
    source = (
        '"""Doc."""\nfrom pathlib import Path\ncount = Path("count.txt")\n'
        "old = int(count.read_text()) if count.exists() else 0\ncount.write_text(str(old + 1))\n"
        "list(iter(x for x in range(old)))\n"
    )
    write_snippet(root, source=source)
    status, said = run_main(root)
    assert status == 1
    assert "snippets/folder/hello.py:1: switches in another order each time; stagger" in said
    assert not (root / "folder/hello.trace.json").exists()


def test_a_program_that_sees_the_tracer_is_refused(root: Path) -> None:
    source = '"""Doc."""\nimport sys\nprint(sys.monitoring.get_tool(4))\n'
    write_snippet(root, source=source)
    status, said = run_main(root)
    assert status == 1
    assert "prints something else under the tracer" in said
    assert "+switchpoint" in said


TWO_THREADS = """\
'''Two threads at once.'''
import threading

def work():
    sum(n for n in range(3))

pair = [threading.Thread(target=work) for _ in range(2)]
for thread in pair:
    thread.start()
for thread in pair:
    thread.join()
"""
ONE_AFTER_ANOTHER = TWO_THREADS.replace(
    "    thread.start()\nfor thread in pair:\n    thread.join()",
    "    thread.start()\n    thread.join()",
)


def test_threads_one_after_another_have_a_trace(root: Path) -> None:
    write_snippet(root, "a/joined", ONE_AFTER_ANOTHER)
    assert run_main(root)[0] == 0
    path = root / "a/joined.trace.json"
    trace = json.loads(path.read_text("utf-8"))
    assert [lane["kind"] for lane in trace["lanes"]].count("thread") == 2
    path.unlink()
    status, said = run_main(root, check=True)
    assert status == 1
    assert "recorded without its trace; if that is right, run: python -m switchpoint" in said


def test_a_trace_of_threads_without_order_is_a_problem(root: Path) -> None:
    write_snippet(root, "a/threads", TWO_THREADS)
    assert run_main(root)[0] == 0
    (root / "a/threads.trace.json").write_text('{"version": 1, "lanes": [], "events": []}\n')
    status, said = run_main(root, check=True)
    assert status == 1
    assert "has a trace, but threads switch in no fixed order" in said
    assert run_main(root)[0] == 0
    assert not (root / "a/threads.trace.json").exists()


def test_threads_have_no_trace_and_gevent_among_them_has_that_of_the_main_thread(
    root: Path,
) -> None:
    write_snippet(root, "a/threads", TWO_THREADS)
    both = '"""Doc."""\nimport threading\nimport greenlet\nlist(x for x in "a")\n'
    write_snippet(root, "a/both", both)
    assert run_main(root)[0] == 0
    assert not (root / "a/threads.trace.json").exists()
    assert (root / "a/both.trace.json").exists()


def test_recording_all_removes_orphans_and_recording_one_does_not(root: Path) -> None:
    write_snippet(root)
    orphan = write_recorded(root, "a/gone")
    orphan.path.unlink()
    run_main(root, "folder/hello")
    assert orphan.recording_path.exists()
    _, said = run_main(root)
    assert "removed snippets/a/gone.out, whose program is gone" in said
    assert not orphan.recording_path.exists()


def test_an_unknown_name_is_refused(root: Path) -> None:
    write_snippet(root)
    status, said = run_main(root, "folder/helo")
    assert status == 2
    assert said == "there is no snippet 'folder/helo'; did you mean 'folder/hello'?"


def test_a_program_that_prints_the_recordings_markers_is_refused(root: Path) -> None:
    source = '"""Doc."""\nprint("x\\n#! no newline")\n'
    write_snippet(root, source=source)
    status, said = run_main(root)
    assert status == 1
    assert "prints a recording's own markers" in said


def test_bad_names_are_problems_of_record_and_check(root: Path) -> None:
    write_recorded(root, "gevent/hello")
    for check in (False, True):
        status, said = run_main(root, check=check)
        assert status == 1
        assert "snippets/gevent:1: a folder named like the importable package" in said


def test_an_exercise_is_recorded_with_its_starting_code_and_tested(root: Path) -> None:
    snippet = write_exercise(root)
    for path in (*root.glob("*/*.out"), *root.glob("*/*.json")):
        path.unlink()
    recorded = "recorded folder/hello\nrecorded folder/hello.start\n1 snippets, 0 problems"
    assert run_main(root, "folder/hello") == (0, recorded)
    assert snippet.start.recording().stdout == ""
    assert run_main(root, check=True) == (0, "1 snippets, 0 problems")


@pytest.mark.parametrize("check", [False, True])
@pytest.mark.parametrize(
    ("checks", "start", "message"),
    [
        (
            CHECKS.replace('["hello"]', '["hallo"]'),
            None,
            "hello.py:1: the model solution does not pass check_greeting: expected ['hallo'], got"
            " ['hello']",
        ),
        (
            CHECKS.replace("assert run.exit_code == 0", "assert run.globals['f']()"),
            None,
            "hello.py:1: the model solution does not pass check_end: expected run.globals['f'](),"
            " got NameError: name 'f' is not defined",
        ),
        (
            CHECKS,
            HELLO,
            "hello.start.py:1: the starting code passes every point; leave something to do",
        ),
        (
            CHECKS + "\n\n1 / 0\n",
            None,
            "hello.py:1: the model solution does not pass check_greeting: it was not tested",
        ),
        (CHECKS.replace("zh: ", ""), None, "hello.checks.py:1: check_greeting does not say its"),
    ],
)
def test_an_exercise_that_teaches_nothing_is_refused(
    root: Path, checks: str, start: str | None, message: str, check: bool
) -> None:
    snippet = write_exercise(root, checks=checks)
    if start is not None:
        write_recorded(root, "folder/hello.start", start)
    assert snippet.is_exercise
    status, said = run_main(root, check=check)
    assert status == 1
    assert f"snippets/folder/{message}" in said


def test_starting_code_without_model_solution_is_an_orphan(root: Path) -> None:
    write_exercise(root, "a/gone").start.path.unlink()
    status, said = run_main(root, check=True)
    assert status == 1
    assert "snippets/a/gone.start.out:1: recording of a program that is gone;" in said
    assert "snippets/a/gone.checks.py:1: an exercise without its starting code;" in said
