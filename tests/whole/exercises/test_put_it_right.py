"""Wrong attempts at the exercise ``put_it_right``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.whole.exercises.attempts import exercise, failed_points

EXERCISE = exercise("put_it_right")

SPAWNED = "[gevent.spawn(slow), gevent.spawn(quick)]"
LOADED = "exec(HELPER, vars(helper))  # as import helper would\n"


@pytest.mark.parametrize(
    ("old", "new", "points"),
    [
        ("", "", ["check_order", "check_gives_way"]),
        (SPAWNED, "[gevent.spawn(quick), gevent.spawn(slow)]", ["check_gives_way"]),
        (LOADED, f"{LOADED}import gevent\nhelper.sleep = gevent.sleep\n", ["check_helper"]),
        ("from time import sleep", "from gevent import sleep", ["check_helper"]),
        (
            "import types\n",
            "from gevent import monkey\nmonkey.patch_all()\nimport types\n",
            ["check_patch"],
        ),
        (
            "import types\n",
            "from gevent import monkey\nmonkey.patch_socket()\nimport types\n",
            ["check_order", "check_gives_way"],
        ),
    ],
    ids=["start", "other-order", "by-hand", "helper-changed", "patched-twice", "wrong-part-first"],
)
def test_a_wrong_attempt_fails_at_the_point_that_is_meant(
    tmp_path: Path, old: str, new: str, points: list[str]
) -> None:
    start = EXERCISE.start.source
    assert old in start
    assert failed_points(EXERCISE, start.replace(old, new, 1), tmp_path) == points


def test_the_solution_passes(tmp_path: Path) -> None:
    assert failed_points(EXERCISE, EXERCISE.solution.source, tmp_path) == []
