"""Tests the points of an exercise on a program that has just run.

``NAME.checks.py`` beside an exercise has one function a point, with plain asserts. Its docstring
says in both languages what is asked for, which the page shows:

    def check_order(run):
        '''
        zh: 依次印出 x 1 y
        en: It prints x 1 y
        '''
        assert run.lines == ["x", "1", "y"]

What came stands on the left of the comparison and what is expected on the right, for a reader is
told both. An exception on the way is what came. Functions with other names are helpers.
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

_HEARD_LIMIT = 100_000
"""Characters kept of what a reader's function prints to a check."""

_TEXT_LIMIT = 500
"""Characters of a value that are shown."""

_JUDGE = "__judge__"


@dataclass(frozen=True)
class Call:
    """What a reader's function did when a check called it."""

    value: Any
    lines: list[str]
    """What it printed."""
    raised: str | None
    """The name of the exception that ended it."""


@dataclass(frozen=True)
class Run:
    """What checks see of the program that has just run."""

    source: str
    stdout: str
    exit_code: int
    trace: Trace
    """Who ran when, in the schema of trace.py."""
    variables: Mapping[str, Any]

    @property
    def lines(self) -> list[str]:
        """The lines that the program printed to standard output."""
        return self.stdout.splitlines()

    @cached_property
    def globals(self) -> Mapping[str, Any]:
        """The program's global names; one that is not there is a ``NameError``."""
        return _Names(self.variables)

    @property
    def turns(self) -> list[str]:
        """The generators and greenlets that got control, in order, by their functions' names."""
        lanes = {lane["id"]: lane for lane in self.trace["lanes"]}
        taken = (lanes[event["to"]] for event in self.trace["events"])
        plain = ("main", "hub", "function")
        return [it["name"].rpartition(" · ")[2] for it in taken if it["kind"] not in plain]

    @staticmethod
    def call(function: Callable[..., Any], *arguments: Any) -> Call:
        """Call a function of the reader's; return its value, what it printed and what it raised."""
        heard = _Heard()
        value, raised = None, None
        with _listening(heard):
            try:
                value = function(*arguments)
            except KeyboardInterrupt:
                raise  # Stop
            except BaseException as error:
                raised = type(error).__name__
        return Call(value, heard.text.splitlines(), raised)


class _Names(dict[str, Any]):
    def __missing__(self, name: str) -> Any:
        raise NameError(f"name '{name}' is not defined")


def test(checks: str, run: Run) -> list[Result]:
    """Return what became of each point, in order; all are untested if the program never began.

    Whatever the reader's code does, this returns: only Stop, or its own end, ends a check early.
    """
    results: list[Result] = []
    try:
        tree = ast.parse(checks)
        for node in tree.body:
            if is_point(node):
                results.append({"name": node.name, "state": "untested"})
        ast.parse(run.source)
        code = compile(ast.fix_missing_locations(_Asserts().visit(tree)), "<checks>", "exec")
        names: dict[str, Any] = {_JUDGE: _judge, "__name__": "checks"}
        with _listening(_Heard()):
            exec(code, names)
            for result in results:
                result.update(_result_of(names[result["name"]], run))
    except (Exception, KeyboardInterrupt):
        pass  # what has not been tested stays so
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
    """An assertion of a check that does not hold."""

    def __init__(self, expected: str, came: str) -> None:
        super().__init__(expected, came)
        self.expected, self.came = expected, came


_HOLDS: dict[str, Callable[[Any, Any], Any]] = {
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


class _Asserts(ast.NodeTransformer):
    """Has every assert tell what came and what was expected."""

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        """Put a call of ``_judge`` in the assertion's place."""
        sign, came, expected = _sides(node.test)
        thunks = [_thunk(part) for part in (came, expected)]
        judge = ast.Call(ast.Name(_JUDGE, ast.Load()), [ast.Constant(sign), *thunks], [])
        return ast.copy_location(ast.Expr(judge), node)


def _sides(test: ast.expr) -> tuple[str, ast.expr, ast.expr]:
    """Return the comparison's sign and sides; of anything else, no sign and its own text."""
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        sign = ast.unparse(test).removeprefix(ast.unparse(test.left))
        sign = sign.removesuffix(ast.unparse(test.comparators[0])).strip()
        if sign in _HOLDS:
            return sign, test.left, test.comparators[0]
    return "", test, ast.Constant(ast.unparse(test))


def _thunk(value: ast.expr) -> ast.Lambda:
    nothing = ast.arguments([], [], None, [], [], None, [])
    return ast.Lambda(nothing, value)


def _judge(sign: str, came_of: Callable[[], Any], expected_of: Callable[[], Any]) -> None:
    """Compare, or raise ``_Unmet`` with texts of both sides."""
    expected = expected_of()
    try:
        came = came_of()
        if _HOLDS[sign](came, expected):
            return
    except KeyboardInterrupt:
        raise  # Stop
    except BaseException as error:
        raise _Unmet(_wanted(sign, expected), _shown_error(error)) from None
    raise _Unmet(_wanted(sign, expected), _shown(came))


def _wanted(sign: str, expected: Any) -> str:
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
    """Return a value's text, whatever its ``__repr__`` does."""
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


class _Heard(io.TextIOBase):
    """Takes what is printed during checks, and keeps no more than its beginning."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._room = _HEARD_LIMIT

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
def _listening(heard: _Heard) -> Iterator[None]:
    """Send to ``heard`` what is printed meanwhile: it is no part of the program's output."""
    before = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = heard
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
