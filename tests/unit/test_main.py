"""The command line, as its user calls it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.small_collection import write_snippet


def command(folder: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "switchpoint", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def test_record_then_check(tmp_path: Path) -> None:
    snippet = write_snippet(tmp_path / "snippets")
    status, said = command(tmp_path, "record", "--check")
    assert status == 1
    assert "snippets/folder/hello.py:1: not recorded yet" in said
    assert command(tmp_path, "record", "folder/hello")[0] == 0
    assert snippet.recording().stdout == "hello\n"
    assert command(tmp_path, "record", "--check") == (0, "1 snippets, 0 problems\n")


def test_a_time_limit_of_the_readers_own(tmp_path: Path) -> None:
    write_snippet(tmp_path / "snippets", source='"""Doc."""\nimport time\ntime.sleep(60)\n')
    status, said = command(tmp_path, "record", "--time-limit", "0.5")
    assert status == 1
    assert "still running after 0.5 s" in said


def test_outside_the_project_one_line_says_where_to_go(tmp_path: Path) -> None:
    status, said = command(tmp_path, "record")
    assert status == 2
    assert said.splitlines()[-1].endswith(
        "there is no folder snippets; run this where mkdocs.yml is"
    )
    assert "Traceback" not in said
    assert command(tmp_path, "bundle") == (
        1,
        "there is no package-lock.json here; run this where mkdocs.yml is\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_command_is_told_the_known_ones(tmp_path: Path) -> None:
    status, said = command(tmp_path, "rekord")
    assert status == 2
    assert "record" in said
    assert "bundle" in said
