"""Wrong attempts at exercises: each fails the points that are meant for its mistake, and no other.

An attempt is the starting code or the model solution with some passages replaced.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from switchpoint.recording.run import run_checks
from switchpoint.snippets.exercise import find_exercise
from switchpoint.snippets.naming import find_snippet
from switchpoint.snippets.snippet import Snippet

SNIPPETS = Path(__file__).parents[2] / "snippets"


@dataclass(frozen=True)
class Attempt:
    """A program that a reader might write."""

    exercise: str
    mistake: str
    base: str
    """The file that it is made of: the exercise's name, or ``NAME.start``."""
    edits: dict[str, str]
    """Passages of that file, and what stands in their place."""
    fails: set[str]
    """The names of the checks that it fails."""


ATTEMPTS = [
    Attempt(
        "average",
        "GeneratorExit is no Exception",
        "average",
        {"except GeneratorExit:": "except Exception:"},
        {"check_close", "check_other_exceptions"},
    ),
    Attempt(
        "average",
        "the try encloses the loop",
        "average.start",
        {
            "    while True:\n": "    try:\n      while True:\n",
            "        result = total / count\n": """        result = total / count
    except Restart:
        total = count = 0
        yield None
    except GeneratorExit:
        return result
""",
        },
        {"check_restart", "check_ends"},
    ),
    Attempt(
        "join",
        "the guest asks again each turn",
        "join.start",
        {
            "            continue\n": "            ended.add(task)\n            continue\n",
            "def run(": "ended = set()\n\n\ndef run(",
            "        yield dish": "        while dish not in ended:\n            yield",
        },
        {"check_no_polling"},
    ),
    Attempt(
        "join",
        "who waits for one that has ended is lost",
        "join",
        {"if wanted is None or wanted in ended:": "if wanted is None:"},
        {"check_order", "check_no_polling", "check_already_ended"},
    ),
    Attempt(
        "join",
        "an end wakes one task only",
        "join",
        {"waiting.pop(task, ())": "waiting.pop(task, ())[:1]"},
        {"check_two_wait"},
    ),
    Attempt(
        "own_gather",
        "one task after another",
        "own_gather.start",
        {
            "    return [task.send(None) for task in tasks]  # a first try\n": """    results = []
    for task in tasks:
        while len(results) < tasks.index(task) + 1:
            try:
                task.send(None)
            except StopIteration as end:
                results.append(end.value)
    return results
"""
        },
        {"check_turns"},
    ),
    Attempt(
        "own_gather",
        "results in the order of the ends",
        "own_gather",
        {
            "results = [None] * len(tasks)": "results = []",
            "results[place] = end.value": "results.append(end.value)",
        },
        {"check_results", "check_ends"},
    ),
    Attempt(
        "own_gather",
        "an error leaves the others suspended",
        "own_gather",
        {"task.close()": "pass"},
        {"check_closed"},
    ),
    Attempt(
        "which_is_dead",
        "control went through all three, so all are dead",
        "which_is_dead",
        {'"b": False, "c": False': '"b": True, "c": True'},
        {"check_right"},
    ),
    Attempt(
        "which_is_dead",
        "the switches are made to fit the prediction",
        "which_is_dead",
        {
            "    a.switch()\n": "    pass\n",
            '"a": True, "b": False, "c": False': '"a": False, "b": False, "c": True',
        },
        {"check_switches"},
    ),
    Attempt(
        "put_it_right",
        "quick is spawned first, and the helper still blocks",
        "put_it_right.start",
        {
            "[gevent.spawn(slow), gevent.spawn(quick)]": (
                "[gevent.spawn(quick), gevent.spawn(slow)]"
            )
        },
        {"check_gives_way"},
    ),
    Attempt(
        "put_it_right",
        "the helper's name is replaced by hand",
        "put_it_right.start",
        {"monkey.patch_all()\n": "monkey.patch_all()\nhelper.sleep = gevent.sleep\n"},
        {"check_helper"},
    ),
    Attempt(
        "put_it_right",
        "the helper's text is changed",
        "put_it_right.start",
        {"from time import sleep": "from gevent import sleep"},
        {"check_helper"},
    ),
    Attempt(
        "put_it_right",
        "the patch comes first, and once more later",
        "put_it_right.start",
        {"import types\n": "from gevent import monkey\nmonkey.patch_all()\nimport types\n"},
        {"check_patch"},
    ),
    Attempt(
        "put_it_right",
        "only sockets are patched early",
        "put_it_right.start",
        {"import types\n": "from gevent import monkey\nmonkey.patch_socket()\nimport types\n"},
        {"check_order", "check_gives_way"},
    ),
    Attempt(
        "all_or_none",
        "the error is raised, and the others go on",
        "all_or_none.start",
        {"joinall(greenlets)": "joinall(greenlets, raise_error=True)"},
        {"check_cleaned_up"},
    ),
    Attempt(
        "all_or_none",
        "get in order waits for those before the failure",
        "all_or_none.start",
        {
            "    gevent.joinall(greenlets)\n": "",
            "greenlet.value for": "greenlet.get() for",
        },
        {"check_no_waiting", "check_cleaned_up"},
    ),
    Attempt(
        "all_or_none",
        "kill without waiting for the end",
        "all_or_none",
        {"killall(greenlets)": "killall(greenlets, block=False)"},
        {"check_cleaned_up"},
    ),
    Attempt(
        "all_or_none",
        "kill stands where an error never comes",
        "all_or_none.start",
        {
            "    gevent.joinall(greenlets)\n": (
                "    gevent.joinall(greenlets, raise_error=True)\n    gevent.killall(greenlets)\n"
            )
        },
        {"check_cleaned_up"},
    ),
    Attempt(
        "real_difference",
        "the median decides, however the rounds disagree",
        "real_difference.start",
        {"import mean": "import median", "mean(": "median("},
        {"check_disagreeing", "check_outlier"},
    ),
    Attempt(
        "real_difference",
        "the spreads must not overlap",
        "real_difference",
        {
            "    ratios = [b / a for a, b in zip(one, other, strict=True)]\n": "",
            "min(ratios) <= 1 <= max(ratios)": (
                "max(one) >= min(other) and max(other) >= min(one)"
            ),
            "median(ratios) > 1": "median(one) < median(other)",
        },
        {"check_drift"},
    ),
    Attempt(
        "real_difference",
        "the mean of the ratios decides",
        "real_difference",
        {
            "min(ratios) <= 1 <= max(ratios)": "sum(ratios) == len(ratios)",
        },
        {"check_outlier", "check_disagreeing"},
    ),
    Attempt(
        "give_it_back",
        "GreenletExit is no Exception",
        "give_it_back",
        {
            "    finally:\n        free += 1\n": (
                "    except Exception:\n        free += 1\n        raise\n    free += 1\n"
            )
        },
        {"check_killed"},
    ),
    Attempt(
        "give_it_back",
        "the seat is taken before there is a try that gives it back",
        "give_it_back",
        {
            "    free -= 1\n    try:": "    try:",
            "    return gevent.spawn": "    global free\n    free -= 1\n    return gevent.spawn",
        },
        {"check_never_began"},
    ),
    Attempt(
        "give_it_back",
        "only the kill is caught, and goes no further",
        "give_it_back",
        {
            "    finally:\n        free += 1\n": (
                "    except gevent.GreenletExit:\n        pass\n    free += 1\n"
            )
        },
        {"check_killed", "check_failed", "check_not_swallowed"},
    ),
    Attempt(
        "give_it_back",
        "whoever kills gives the seat back",
        "give_it_back.start",
        {"    b.kill()\n": "    b.kill()\n    global free\n    free += 1\n"},
        {"check_failed", "check_never_began"},
    ),
    Attempt(
        "find_the_rude_one",
        "the patch comes when the default argument has been taken",
        "find_the_rude_one",
        {
            "def retry(step, times=2, pause=gevent.sleep)": (
                "def retry(step, times=2, pause=__import__('time').sleep)"
            ),
            "handlers = ": "__import__('gevent.monkey').monkey.patch_time()\nhandlers = ",
        },
        {"check_all_give_way", "check_charge_waits"},
    ),
    Attempt(
        "find_the_rude_one",
        "what takes long is taken for blocking",
        "find_the_rude_one",
        {
            "    try:\n        with assert_switches():\n            handler()\n"
            "    except AssertionError:\n        return True\n    return False\n": (
                "    import time\n\n    start = time.monotonic()\n    handler()\n"
                "    return time.monotonic() - start > 0.3\n"
            )
        },
        {"check_finds_blocking", "check_spares_waiting"},
    ),
    Attempt(
        "find_the_rude_one",
        "the pause is dropped",
        "find_the_rude_one",
        {"        pause(0.2)\n": ""},
        {"check_all_give_way", "check_still_pauses", "check_charge_waits"},
    ),
    Attempt(
        "three_at_once",
        "the place is held while waiting for others that need a place",
        "three_at_once.start",
        {
            "import gevent\n": "import gevent\nfrom gevent.pool import Pool\n\npool = Pool(3)\n",
            "gevent.joinall([gevent.spawn(crawl, link) for link in new])": (
                "gevent.joinall([pool.spawn(crawl, link) for link in new])"
            ),
        },
        {"check_all_pages"},
    ),
    Attempt(
        "three_at_once",
        "each call has places of its own",
        "three_at_once",
        {"    with places:\n": "    with BoundedSemaphore(3):\n"},
        {"check_at_most_three"},
    ),
    Attempt(
        "three_at_once",
        "each page is waited for before the next is begun",
        "three_at_once.start",
        {
            "    gevent.joinall([gevent.spawn(crawl, link) for link in new])": (
                "    for link in new:\n        gevent.spawn(crawl, link).join()"
            )
        },
        {"check_still_overlap"},
    ),
    Attempt(
        "sell_each_once",
        "a lock around the subtraction alone",
        "sell_each_once.start",
        {
            "        tickets -= 1\n": "        with lock:\n            tickets -= 1\n",
            "tickets = 3": "lock = __import__('gevent.lock').lock.RLock()\ntickets = 3",
        },
        {"check_sold_three", "check_who_pays"},
    ),
    Attempt(
        "sell_each_once",
        "a second look, but only after paying",
        "sell_each_once.start",
        {
            "        tickets -= 1\n        sold_to.append(name)\n": (
                "        if tickets > 0:\n            tickets -= 1\n"
                "            sold_to.append(name)\n"
            )
        },
        {"check_who_pays"},
    ),
    Attempt(
        "sell_each_once",
        "taken before paying and never given back",
        "sell_each_once.start",
        {"        pay(name)\n        tickets -= 1\n": "        tickets -= 1\n        pay(name)\n"},
        {"check_failed", "check_killed"},
    ),
    Attempt(
        "sell_each_once",
        "GreenletExit is no Exception",
        "sell_each_once",
        {"except BaseException:": "except Exception:"},
        {"check_killed"},
    ),
    Attempt(
        "sell_each_once",
        "given back after every payment",
        "sell_each_once",
        {
            "        except BaseException:  # a kill as well\n            tickets += 1\n"
            "            raise\n": "        finally:\n            tickets += 1\n"
        },
        {"check_sold_three"},
    ),
    Attempt(
        "sell_each_once",
        "one lock around it all: the others stand in line for the bank",
        "sell_each_once.start",
        {
            "    if tickets > 0:\n        pay(name)\n        tickets -= 1\n"
            "        sold_to.append(name)\n": (
                "    with lock:\n      if tickets > 0:\n        pay(name)\n"
                "        tickets -= 1\n        sold_to.append(name)\n"
            ),
            "tickets = 3": "lock = __import__('gevent.lock').lock.RLock()\ntickets = 3",
        },
        {"check_at_the_same_time"},
    ),
]


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda it: f"{it.exercise}: {it.mistake}")
def test_a_wrong_attempt_fails_where_it_is_wrong(attempt: Attempt, tmp_path: Path) -> None:
    if attempt.exercise == "average" and sys.version_info < (3, 13):
        pytest.skip("close() returns the generator's value since Python 3.13")
    folder = tmp_path / "exercises"
    folder.mkdir()
    for path in (SNIPPETS / "exercises").glob(f"{attempt.exercise}.*"):
        shutil.copy(path, folder)
    source = (folder / f"{attempt.base}.py").read_text("utf-8")
    for old, new in attempt.edits.items():
        assert old in source
        source = source.replace(old, new)
    (folder / "attempt.py").write_text(source, "utf-8")
    exercise = find_exercise(find_snippet(tmp_path, f"exercises/{attempt.exercise}"))
    results = run_checks(exercise, Snippet(tmp_path, "exercises/attempt"), 30)
    failed = {result["name"] for result in results if result["state"] == "failed"}
    assert failed == attempt.fails, results
