"""``sys.stdin`` of a program in the tab: lines that the reader types on the page."""

from __future__ import annotations

import io
import operator
from collections.abc import Callable


class TypedText(io.TextIOBase):
    """A text stream of lines that the reader types while the program waits, as at a terminal."""

    encoding = "utf-8"
    errors = "strict"
    name = "<stdin>"
    mode = "r"

    def __init__(self, ask: Callable[[], str | None]) -> None:
        """Read from ``ask()``, which returns a line without its newline, or ``None`` at the end."""
        self._ask = ask
        self._rest = ""
        self.buffer = TypedBytes(self)

    def readable(self) -> bool:
        """Tell that text can be read."""
        return True

    def fileno(self) -> int:
        """Raise UnsupportedOperation, so that ``input`` reads from this object."""
        raise io.UnsupportedOperation("fileno")

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        """Return the next line, or "" at the end of input."""
        self._check()
        size = operator.index(size)
        if not self._rest:
            self._rest = self._more()
        end = len(self._rest) if size < 0 else size
        end = min(end, self._rest.find("\n") + 1 or len(self._rest))
        line, self._rest = self._rest[:end], self._rest[end:]
        return line

    def read(self, size: int | None = -1, /) -> str:
        """Return ``size`` characters, or all up to the end of input."""
        self._check()
        size = _number(size)
        while (size < 0 or len(self._rest) < size) and (more := self._more()):
            self._rest += more
        end = len(self._rest) if size < 0 else size
        text, self._rest = self._rest[:end], self._rest[end:]
        return text

    def _more(self) -> str:
        line = self._ask()
        return "" if line is None else f"{line}\n"

    def _check(self) -> None:
        if self.closed:
            raise ValueError("I/O operation on closed file.")


class TypedBytes(io.BufferedIOBase):
    """The stream's ``buffer``: the same lines, encoded in UTF-8."""

    def __init__(self, text: TypedText) -> None:
        """Read lines from ``text``."""
        self._text = text
        self._rest = b""

    def readable(self) -> bool:
        """Tell that bytes can be read."""
        return True

    def readline(self, size: int | None = -1, /) -> bytes:
        """Return the next line, or b"" at the end of input."""
        size = _number(size)
        self._rest = self._rest or self._text.readline().encode()
        return self._take(self._rest.find(b"\n") + 1 or len(self._rest), size)

    def read(self, size: int | None = -1, /) -> bytes:
        """Return ``size`` bytes, or all up to the end of input."""
        size = _number(size)
        while (size < 0 or len(self._rest) < size) and (more := self._text.readline()):
            self._rest += more.encode()
        return self._take(len(self._rest), size)

    def _take(self, end: int, size: int) -> bytes:
        if size >= 0:
            end = min(end, size)
        taken, self._rest = self._rest[:end], self._rest[end:]
        return taken


def _number(size: int | None) -> int:
    """Return a size as a number, -1 for none, or raise CPython's error."""
    if size is None:
        return -1
    if not hasattr(size, "__index__"):
        kind = type(size).__name__
        raise TypeError(f"argument should be integer or None, not {kind!r}")
    return operator.index(size)


class NoInput(TypedText):
    """Standard input in a browser that cannot suspend a program."""

    def __init__(self) -> None:
        """Make a stream on which every read raises EOFError with the reason."""
        TypedText.__init__(self, self._refuse)

    @staticmethod
    def _refuse() -> None:
        raise EOFError(
            "nobody can type here: this browser cannot suspend a program (it lacks JSPI)"
        )
