"""Wrong attempts at the exercise ``all_or_none``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.whole.exercises.attempts import exercise, failed_points

EXERCISE = exercise("all_or_none")

WAIT = "    gevent.joinall(greenlets)\n"
RESULT = "    return [greenlet.value for greenlet in greenlets]\n"


@pytest.mark.parametrize(
    ("body", "points"),
    [
        (WAIT + RESULT, ["check_raises", "check_no_waiting"]),
        (
            "    gevent.joinall(greenlets, raise_error=True)\n" + RESULT,
            ["check_cleaned_up"],
        ),
        (
            "    return [greenlet.get() for greenlet in greenlets]\n",
            ["check_no_waiting", "check_cleaned_up"],
        ),
        (
            "    try:\n        gevent.joinall(greenlets, raise_error=True)\n"
            "    finally:\n        gevent.killall(greenlets, block=False)\n" + RESULT,
            ["check_cleaned_up"],
        ),
        (
            "    for greenlet in gevent.iwait(greenlets):\n        greenlet.get()\n"
            "    gevent.killall(greenlets)\n" + RESULT,
            ["check_cleaned_up"],
        ),
    ],
    ids=["start", "others-go-on", "get-in-order", "kill-does-not-wait", "kill-never-reached"],
)
def test_a_wrong_attempt_fails_at_the_point_that_is_meant(
    tmp_path: Path, body: str, points: list[str]
) -> None:
    start = EXERCISE.start.source
    assert WAIT + RESULT in start
    assert failed_points(EXERCISE, start.replace(WAIT + RESULT, body), tmp_path) == points


def test_the_solution_passes(tmp_path: Path) -> None:
    assert failed_points(EXERCISE, EXERCISE.solution.source, tmp_path) == []
