"""Test the points of an exercise on a program that has just run.

``NAME.checks.py`` beside an exercise has one function for each point, with plain asserts. Its
docstring says in both languages what the point asks for, and the page shows that:

    def check_order(run):
        '''
        zh: 依次打印 x 1 y
        en: It prints x 1 y
        '''
        assert run.lines == ["x", "1", "y"]

The left side of the comparison is what came, the right side what is expected; the page shows both
for a point that fails. If the check raises an exception, that is what came. Functions whose names
do not begin with ``check_`` are helpers.
"""

from __future__ import annotations

import ast
import io
import operator
import reprlib
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from switchpoint.tab.program_traceback import first_line
from switchpoint.tracing.points import Result, is_point

if TYPE_CHECKING:
    from switchpoint.tracing.trace import Trace

_CAPTURE_LIMIT = 100_000
"""Characters that are kept of what a reader's function prints during a check."""

_TEXT_LIMIT = 500
"""Characters of a value that are shown."""

_COMPARE = "__compare__"


@dataclass(frozen=True)
class Call:
    """The result of a reader's function that a check has called."""

    value: Any
    lines: list[str]
    """The lines that it printed."""
    raised: str | None
    """The name of the exception that ended it."""


@dataclass(frozen=True)
class Run:
    """The program that has just run, as checks see it."""

    source: str
    stdout: str
    exit_code: int
    trace: Trace
    """The switches between generators and greenlets, in the schema of tracing/trace.py."""
    variables: Mapping[str, Any]

    @property
    def lines(self) -> list[str]:
        """The lines that the program printed to standard output."""
        return self.stdout.splitlines()

    @cached_property
    def globals(self) -> Mapping[str, Any]:
        """The program's global names; a missing one raises ``NameError``."""
        return _Names(self.variables)

    @property
    def turns(self) -> list[str]:
        """The function names of the generators and greenlets that control went to, in order."""
        lanes = {lane["id"]: lane for lane in self.trace["lanes"]}
        continued = (lanes[event["to"]] for event in self.trace["events"])
        plain = ("main", "hub", "function")
        return [it["name"].rpartition(" · ")[2] for it in continued if it["kind"] not in plain]

    @staticmethod
    def call(function: Callable[..., Any], *arguments: Any) -> Call:
        """Call a function of the reader's; return its value, what it printed and what it raised."""
        captured = _Captured()
        value, raised = None, None
        with _capturing(captured):
            try:
                value = function(*arguments)
            except KeyboardInterrupt:
                raise  # Stop
            except BaseException as error:
                raised = type(error).__name__
        return Call(value, captured.text.splitlines(), raised)


class _Names(dict[str, Any]):
    def __missing__(self, name: str) -> Any:
        raise NameError(f"name '{name}' is not defined")


def test(checks: str, run: Run) -> list[Result]:
    """Return the result of each point, in order; all are untested if the program does not parse.

    No exception of the reader's code comes out of here. Stop leaves the rest untested.
    """
    results: list[Result] = []
    try:
        tree = ast.parse(checks)
        for node in tree.body:
            if is_point(node):
                results.append({"name": node.name, "state": "untested"})
        ast.parse(run.source)
        code = compile(
            ast.fix_missing_locations(_ReportingAsserts().visit(tree)), "<checks>", "exec"
        )
        names: dict[str, Any] = {_COMPARE: _compare, "__name__": "checks"}
        with _capturing(_Captured()):
            exec(code, names)
            for result in results:
                result.update(_result_of(names[result["name"]], run))
    except (Exception, KeyboardInterrupt):
        pass  # the other points stay untested
    return results


def _result_of(check: Callable[[Run], object], run: Run) -> Result:
    name = check.__name__
    try:
        check(run)
    except _Unmet as unmet:
        return {"name": name, "state": "failed", "expected": unmet.expected, "came": unmet.came}
    except KeyboardInterrupt:
        raise  # Stop
    except BaseException as error:
        return {"name": name, "state": "failed", "came": _shown_error(error)}
    return {"name": name, "state": "passed"}


class _Unmet(Exception):
    """An assertion of a check does not hold."""

    def __init__(self, expected: str, came: str) -> None:
        Exception.__init__(self, expected, came)
        self.expected, self.came = expected, came


_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "": lambda came, _: came,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "is": operator.is_,
    "is not": operator.is_not,
    "in": lambda came, expected: came in expected,
    "not in": lambda came, expected: came not in expected,
}


class _ReportingAsserts(ast.NodeTransformer):
    """Replaces every assert by a call that reports what came and what was expected."""

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        """Replace the assertion by a call of ``_compare``."""
        sign, came, expected = _sides(node.test)
        thunks = [_thunk(part) for part in (came, expected)]
        compare = ast.Call(ast.Name(_COMPARE, ast.Load()), [ast.Constant(sign), *thunks], [])
        return ast.copy_location(ast.Expr(compare), node)


def _sides(test: ast.expr) -> tuple[str, ast.expr, ast.expr]:
    """Return a comparison's operator and sides; for other expressions "" and the text."""
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        sign = ast.unparse(test).removeprefix(ast.unparse(test.left))
        sign = sign.removesuffix(ast.unparse(test.comparators[0])).strip()
        if sign in _OPERATORS:
            return sign, test.left, test.comparators[0]
    return "", test, ast.Constant(ast.unparse(test))


def _thunk(value: ast.expr) -> ast.Lambda:
    nothing = ast.arguments([], [], None, [], [], None, [])
    return ast.Lambda(nothing, value)


def _compare(sign: str, came_of: Callable[[], Any], expected_of: Callable[[], Any]) -> None:
    """Compare two sides; raise ``_Unmet`` with their texts if the comparison does not hold."""
    expected = expected_of()
    try:
        came = came_of()
        if _OPERATORS[sign](came, expected):
            return
    except KeyboardInterrupt:
        raise  # Stop
    except BaseException as error:
        raise _Unmet(_expectation(sign, expected), _shown_error(error)) from None
    raise _Unmet(_expectation(sign, expected), _shown(came))


def _expectation(sign: str, expected: Any) -> str:
    if sign == "":
        return str(expected)
    return _shown(expected) if sign in ("==", "is") else f"{sign} {_shown(expected)}"


_repr = reprlib.Repr(
    maxlevel=4,
    maxtuple=40,
    maxlist=40,
    maxdict=20,
    maxset=20,
    maxstring=200,
    maxlong=100,
    maxother=100,
)


def _shown(value: object) -> str:
    """Return a short text for a value; if its ``__repr__`` raises, the name of its class."""
    try:
        return _cut(_repr.repr(value))
    except KeyboardInterrupt:
        raise  # Stop
    except BaseException:
        return f"<{type(value).__name__}>"


def _shown_error(error: BaseException) -> str:
    """Return an exception's type and the first line of its message."""
    return _cut(first_line(error))


def _cut(text: str) -> str:
    return text if len(text) <= _TEXT_LIMIT else text[: _TEXT_LIMIT - 1] + "…"


class _Captured(io.TextIOBase):
    """A stream that keeps the beginning of what is printed during checks."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._room = _CAPTURE_LIMIT

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self._room:
            kept = text[: self._room]
            self._room -= len(kept)
            self._parts.append(kept)
        return len(text)


@contextmanager
def _capturing(captured: _Captured) -> Iterator[None]:
    """Keep what is printed meanwhile out of the program's output."""
    before = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = captured
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
