"""Points of exercises: what a reader is told, whatever the reader's program does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from switchpoint.tab.program import exercise_checks
from switchpoint.tab.program.exercise_checks import Run
from switchpoint.tracing.points import Result
from switchpoint.tracing.trace import Trace
from tests.unit.tab.running import run_in_session

TRACE: Trace = {
    "version": 1,
    "lanes": [
        {"id": 0, "name": "main", "kind": "main"},
        {"id": 1, "name": "a · func_a", "kind": "generator"},
        {"id": 2, "name": "helper", "kind": "function"},
    ],
    "events": [
        {"kind": "start", "lane": 1, "from": 0, "to": 1, "line": 1, "output": [0, 0]},
        {"kind": "yield", "lane": 1, "from": 1, "to": 0, "line": 2, "output": [0, 0]},
        {"kind": "start", "lane": 2, "from": 0, "to": 2, "line": 3, "output": [0, 0]},
        {"kind": "resume", "lane": 1, "from": 2, "to": 1, "line": 4, "output": [0, 0]},
    ],
}


def run_of(source: str = "") -> Run:
    names: dict[str, Any] = {}
    exec(source, names)
    return Run(source, "one\ntwo\n", 0, TRACE, names)


def told(body: str, source: str = "") -> Result:
    """Return what a check with this body says of a program."""
    [result] = exercise_checks.test(f"def check_it(run):\n    {body}\n", run_of(source))
    return result


@pytest.mark.parametrize(
    "body",
    [
        "assert run.lines == ['one', 'two']",
        "assert run.stdout == 'one\\ntwo\\n'",
        "assert run.exit_code == 0",
        "assert run.turns == ['func_a', 'func_a']",
        "assert run.trace['version'] == 1",
        "assert run.source == ''",
        "assert 1 < 2\n    assert 'a' in 'abc'\n    assert None is None\n    assert not ()",
        "for n in range(3):\n        assert n == n",
    ],
)
def test_points_that_pass(body: str) -> None:
    assert told(body) == {"name": "check_it", "state": "passed"}


@pytest.mark.parametrize(
    ("body", "expected", "came"),
    [
        ("assert run.lines == ['x']", "['x']", "['one', 'two']"),
        ("assert run.exit_code is None", "None", "0"),
        ("assert run.exit_code != 0", "!= 0", "0"),
        ("assert run.exit_code > 3", "> 3", "0"),
        ("assert 'x' in run.lines", "in ['one', 'two']", "'x'"),
        ("assert 'one' not in run.lines", "not in ['one', 'two']", "'one'"),
        ("assert run.lines and not run.lines", "run.lines and (not run.lines)", "False"),
        ("assert 0 < run.exit_code < 3", "0 < run.exit_code < 3", "False"),
        ("assert 1 / 0 == 2", "2", "ZeroDivisionError: division by zero"),
        ("assert int('x') == 2", "2", "ValueError: invalid literal for int() with base 10: 'x'"),
        ("assert run.globals['f'] == 1", "1", "NameError: name 'f' is not defined"),
        ("assert 'a' * 9_999 == ''", "''", f"'{'a' * 97}...{'a' * 98}'"),
    ],
)
def test_points_that_fail_say_what_was_expected_and_what_came(
    body: str, expected: str, came: str
) -> None:
    shown = {"expected": expected, "came": came}
    assert told(body) == {"name": "check_it", "state": "failed"} | shown


@pytest.mark.parametrize(
    ("body", "came"),
    [
        ("run.globals['f']()", "NameError: name 'f' is not defined"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("raise OSError", "OSError"),
        ("raise ValueError('one\\ntwo')", "ValueError: one"),
        ("e = ValueError('one')\n    e.add_note('a note')\n    raise e", "ValueError: one"),
        ("raise SyntaxError('m', ('x', -1, 1, 'x'))", "SyntaxError: m"),
        ("raise ValueError('x' * 9_999)", "ValueError: " + "x" * 487 + "…"),
    ],
)
def test_an_exception_on_the_way_is_what_came(body: str, came: str) -> None:
    assert told(body) == {"name": "check_it", "state": "failed", "came": came}


def test_a_call_tells_value_output_and_exception() -> None:
    source = "def f(n):\n    print('f', n)\n    return n / 0 if n == 2 else n\n"
    body = (
        "good, bad = run.call(run.globals['f'], 1), run.call(run.globals['f'], 2)\n"
        "    assert (good.value, good.lines, good.raised) == (1, ['f 1'], None)\n"
        "    assert (bad.value, bad.lines, bad.raised) == (None, ['f 2'], 'ZeroDivisionError')"
    )
    assert told(body, source)["state"] == "passed"


def test_what_checks_print_is_no_output_and_is_bounded(capsys: pytest.CaptureFixture[str]) -> None:
    source = "def f():\n    for _ in range(500):\n        print('x' * 1_000)\n"
    body = (
        "print('seen')\n    text = '\\n'.join(run.call(run.globals['f']).lines)\n"
        "    assert len(text) <= 100_000"
    )
    assert told(body, source)["state"] == "passed"
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "odd",
    [
        "class Odd:\n    def __eq__(self, other): raise OSError('eq')\n    __hash__ = None",
        "class Odd:\n    def __eq__(self, other): return Odd()\n"
        "    def __bool__(self): raise OSError('bool')\n    __hash__ = None",
        "class Odd:\n    def __repr__(self): raise SystemExit('repr')",
        "class Odd:\n    def __repr__(self): return 3",
        "class Odd:\n    @property\n    def __class__(self): raise OSError('class')",
    ],
)
def test_objects_that_misbehave(odd: str) -> None:
    result = told("assert run.globals['odd'] == 1", f"{odd}\nodd = Odd()\n")
    assert (result["state"], result["expected"]) == ("failed", "1")
    assert result["came"]


def test_an_error_whose_text_fails() -> None:
    source = "class Odd(Exception):\n    def __str__(self): raise OSError\n"
    assert "Odd" in told("raise run.globals['Odd']", source)["came"]


def test_points_in_order_and_helpers_are_none() -> None:
    checks = (
        "def helper(run):\n    assert run.exit_code == 1\n\n"
        "def check_b(run):\n    helper(run)\n\ndef check_a(run):\n    assert True\n"
    )
    assert exercise_checks.test(checks, run_of()) == [
        {"name": "check_b", "state": "failed", "expected": "1", "came": "0"},
        {"name": "check_a", "state": "passed"},
    ]


CHECKS = "def check_a(run):\n    assert run.lines == ['a']\n\ndef check_b(run):\n    assert 1\n"
UNTESTED = [{"name": "check_a", "state": "untested"}, {"name": "check_b", "state": "untested"}]


def test_a_program_that_does_not_parse_has_its_points_untested(tmp_path: Path) -> None:
    assert run_in_session("def f(:\n", tmp_path, CHECKS)["points"] == UNTESTED


def test_stop_leaves_the_rest_untested(tmp_path: Path) -> None:
    checks = "def check_a(run):\n    raise KeyboardInterrupt\n\ndef check_b(run):\n    assert 1\n"
    assert run_in_session("", tmp_path, checks)["points"] == UNTESTED
    assert run_in_session("raise KeyboardInterrupt\n", tmp_path, CHECKS)["points"] == []


def test_without_checks_there_are_no_points(tmp_path: Path) -> None:
    assert run_in_session("print('a')\n", tmp_path)["points"] == []


def states(found: dict[str, Any]) -> list[str]:
    return [result["state"] for result in found["points"]]


def test_a_program_that_fails_is_tested_all_the_same(tmp_path: Path) -> None:
    found = run_in_session("print('a')\n1 / 0\n", tmp_path, CHECKS)
    assert found["exit_code"] == 1
    assert states(found) == ["passed", "passed"]


@pytest.mark.parametrize(
    "breaking",
    [
        "import builtins\nbuiltins.repr = builtins.sorted = builtins.vars = None\n",
        "import builtins\nbuiltins.len = builtins.isinstance = builtins.Exception = None\n",
        "import sys\nsys.stdout = sys.stderr = None\n",
        "import sys\nsys.stdout.close()\n",
        "import sys\nsys.modules['__main__'] = None\n",
        "import sys\nsys.modules.clear()\n",
        "globals().clear()\n",
        "print = len = list = None\n",
    ],
)
def test_programs_that_break_the_interpreter_are_tested(tmp_path: Path, breaking: str) -> None:
    checks = CHECKS.replace("assert 1", "assert len(repr(run.turns)) == 2")
    assert states(run_in_session(f"print('a')\n{breaking}", tmp_path, checks)) == ["passed"] * 2


def test_objects_die_after_the_checks_and_print_to_the_program(tmp_path: Path) -> None:
    source = "class A:\n    def __del__(self): print('gone')\n\na = A()\nprint('a')\n"
    checks = CHECKS + "\ndef check_alive(run):\n    assert run.globals['a'] is not None\n"
    found = run_in_session(source, tmp_path, checks)
    assert states(found) == ["passed"] * 3
    assert found["stdout"] == "a\ngone\n"


def test_checks_call_functions_of_the_program(tmp_path: Path) -> None:
    source = "def consume():\n    item = yield\n    print(item)\n    yield 'ok'\n\nprint('a')\n"
    checks = (
        "def check_send(run):\n    it = run.globals['consume']()\n    next(it)\n"
        "    assert it.send(0) == 'ok'\n    assert run.turns == []\n"
    )
    found = run_in_session(source, tmp_path, checks)
    assert found["points"] == [{"name": "check_send", "state": "passed"}]
