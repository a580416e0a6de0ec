"""What is typed, read as programs read standard input."""

from __future__ import annotations

import io
import operator
from collections.abc import Iterator

import pytest

from switchpoint.tab.program.stdin import NoInput, TypedText


def typed(*lines: str | None) -> TypedText:
    """Return an input at which these lines are typed; ``None`` is the end, for once."""
    left: Iterator[str | None] = iter(lines)
    return TypedText(lambda: next(left))


def test_lines_one_by_one() -> None:
    stdin = typed("one", "", None, "after the end")
    assert [stdin.readline() for _ in range(4)] == ["one\n", "\n", "", "after the end\n"]


def test_iteration_ends_at_the_end() -> None:
    assert list(typed("a", "b", None)) == ["a\n", "b\n"]


def test_reading_all_and_some() -> None:
    stdin = typed("abc", "def", None)
    assert stdin.read(2) == "ab"
    assert stdin.readline(1) == "c"
    assert stdin.readline() == "\n"
    assert stdin.read() == "def\n"


@pytest.mark.parametrize("name", ["read", "readline", "buffer.read", "buffer.readline"])
@pytest.mark.parametrize("size", ["1", 1.0])
def test_a_size_that_is_no_number_is_refused_as_by_cpython(name: str, size: object) -> None:
    read = operator.attrgetter(name)
    with pytest.raises(TypeError) as natively:
        read(io.TextIOWrapper(io.BufferedReader(io.BytesIO())))(size)
    with pytest.raises(TypeError) as here:
        read(typed(None))(size)
    assert str(here.value) == str(natively.value)


def test_input_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", typed("name", None))
    assert input() == "name"
    with pytest.raises(EOFError, match="EOF when reading a line"):
        input()


def test_a_closed_input_refuses_and_there_is_no_descriptor() -> None:
    stdin = typed("x")
    with pytest.raises(io.UnsupportedOperation):
        stdin.fileno()
    stdin.close()
    with pytest.raises(ValueError, match="closed file"):
        stdin.readline()


def test_without_stack_switching_it_says_why() -> None:
    with pytest.raises(EOFError, match="JSPI"):
        NoInput().readline()


def test_the_same_lines_as_bytes() -> None:
    stdin = typed("切", "换x", None, None).buffer
    assert stdin.readline() == "切\n".encode()
    assert stdin.read(3) == "换".encode()
    assert stdin.readline(1) == b"x"
    assert list(stdin) == [b"\n"]
    assert stdin.read() == b""
