"""``sys.stdout`` and ``sys.stderr`` of a program in the tab, whose text is sent to the page."""

from __future__ import annotations

import codecs
import io
import os
from collections.abc import Buffer, Callable
from time import monotonic
from typing import Any, Literal

OUTPUT_LIMIT = 1_000_000
"""Characters of a run that are shown; the rest is dropped, and the program continues."""

_INTERVAL = 0.05
"""Seconds between two messages to the page while a program prints without pause."""

_BURST = 40
"""Lines that are sent at once, each in a message of its own, before lines are gathered."""

_CAPTURED = "/dev/capture_stderr"
"""A file that is there while Pyodide reads what is written to standard error.

Pyodide does so when an exception passes from Python to JavaScript, for instance that of a request
that fails: it prints the exception to learn its text.
"""

_write_bytes = os.write  # print_descriptors replaces it

type Stream = Literal["stdout", "stderr"]
type Write = Callable[[Stream, str], object]


class Printer:
    """Gathers what a program prints, in order, and sends it to the page in batches."""

    def __init__(self, write: Write, on_cut: Callable[[], object]) -> None:
        """Send text by ``write``; call ``on_cut`` once when the limit is reached."""
        self._write, self._on_cut = write, on_cut
        self._parts: list[tuple[Stream, str]] = []
        self._room = OUTPUT_LIMIT
        self._sent = monotonic()
        self._burst = float(_BURST)
        self.stdout_length = 0
        """Characters of standard output so far, shown or not."""
        self._kept: dict[Stream, list[str]] = {"stdout": [], "stderr": []}
        self.is_open = True
        """Whether text is taken; otherwise it is dropped."""

    def put(self, stream: Stream, text: str) -> None:
        """Add printed text; send it when a line is complete or the interval has passed."""
        if not self.is_open:
            return
        if stream == "stdout":
            self.stdout_length += len(text)
        if not self._room:
            return
        if len(text) >= self._room:
            text = text[: self._room]
            self._on_cut()
        self._room -= len(text)
        self._kept[stream].append(text)
        self._parts.append((stream, text))
        now = monotonic()
        self._burst = min(_BURST, self._burst + (now - self._sent) / _INTERVAL)
        if now - self._sent > _INTERVAL or (text.endswith("\n") and self._burst >= 1):
            self._burst -= 1
            self.flush()
        elif not self._room:
            self.flush()  # later text is dropped, and would not cause this to be sent

    def printed(self, stream: Stream) -> str:
        """Return the text of a stream so far, without what was dropped."""
        return "".join(self._kept[stream])

    def flush(self) -> None:
        """Send what was gathered; consecutive parts of one stream become one text."""
        parts, self._parts = self._parts, []
        self._sent = monotonic()
        gathered: list[str] = []
        for index, (stream, text) in enumerate(parts):
            gathered.append(text)
            if index + 1 == len(parts) or parts[index + 1][0] != stream:
                self._write(stream, "".join(gathered))
                gathered.clear()


class PrintedText(io.TextIOBase):
    """A program's ``sys.stdout`` or ``sys.stderr``."""

    encoding = "utf-8"
    mode = "w"
    line_buffering = write_through = False

    def __init__(self, printer: Printer, stream: Stream) -> None:
        """Write to ``printer`` under the name of ``stream``."""
        self._printer, self._stream = printer, stream
        self._buffer = PrintedBytes(printer, stream)
        self._is_detached = False

    @property
    def buffer(self) -> PrintedBytes:
        """Return the stream for bytes below this one."""
        self._check_attached()
        return self._buffer

    @property
    def errors(self) -> str:  # type: ignore[override]
        """Return how CPython's stream of this name treats characters that cannot be encoded."""
        return "strict" if self._stream == "stdout" else "backslashreplace"

    @property
    def name(self) -> str:
        """Return the name that CPython gives this stream."""
        return f"<{self._stream}>"

    def fileno(self) -> int:
        """Return the descriptor that CPython uses for this stream."""
        return self.buffer.fileno()

    def writable(self) -> bool:
        """Tell that text can be written."""
        return True

    def write(self, text: str) -> int:
        """Write text; return its length."""
        self._check_attached()
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        shown = text
        if not text.isascii():  # lone surrogates cannot be encoded: they raise, or are escaped
            shown = text.encode(self.encoding, self.errors).decode()
        if self._stream == "stderr" and os.path.exists(_CAPTURED):
            _write_bytes(2, shown.encode())
        else:
            self._printer.put(self._stream, shown)
        return len(text)

    def flush(self) -> None:
        """Send what was gathered."""
        self._check_attached()
        if not self.closed:
            self._printer.flush()

    def detach(self) -> PrintedBytes:  # type: ignore[override]
        """Return ``buffer``; this object can be used no longer."""
        self.flush()
        self._is_detached = True
        return self._buffer

    def close(self) -> None:
        """Close the stream, and the one for bytes below it."""
        if not self._is_detached:
            io.TextIOBase.close(self)
            self._buffer.close()

    def reconfigure(self, **options: object) -> None:
        """Accept the options of a text file; encoding and buffering are fixed here."""

    def _check_attached(self) -> None:
        if self._is_detached:
            raise ValueError("underlying buffer has been detached")


class PrintedBytes(io.BufferedIOBase):
    """The stream's ``buffer``, for bytes; those that are not UTF-8 are shown as escapes."""

    def __init__(self, printer: Printer, stream: Stream) -> None:
        """Write decoded text to ``printer`` under the name of ``stream``."""
        self._printer, self._stream = printer, stream
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")

    @property
    def name(self) -> str:
        """Return the name that CPython gives this stream."""
        return f"<{self._stream}>"

    def writable(self) -> bool:
        """Tell that bytes can be written."""
        return True

    def fileno(self) -> int:
        """Return the descriptor that CPython uses for this stream."""
        return 1 if self._stream == "stdout" else 2

    def write(self, data: Buffer, /) -> int:
        """Write bytes; return their number. A character may be split between calls."""
        if self.closed:
            raise ValueError("write to closed file")
        try:
            view = memoryview(data)
        except TypeError:
            kind = type(data).__name__
            raise TypeError(f"a bytes-like object is required, not {kind!r}") from None
        with view:
            self._printer.put(self._stream, self._decoder.decode(view.tobytes()))
            return view.nbytes

    def flush(self) -> None:
        """Send what was gathered."""
        if not self.closed:
            self._printer.flush()


def print_descriptors(printer: Printer) -> None:
    """Let ``os.write`` and ``os.fdopen`` with the descriptors of the two streams print."""
    usual_write, usual_fdopen = os.write, os.fdopen
    names: dict[object, Stream] = {1: "stdout", 2: "stderr"}
    streams = {fd: PrintedBytes(printer, name) for fd, name in names.items()}

    def write(fd: int, data: Buffer, /) -> int:
        return streams[fd].write(data) if fd in streams else usual_write(fd, data)

    def fdopen(
        fd: int,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        *arguments: Any,
        **options: Any,
    ) -> Any:
        if fd not in streams or "r" in mode:
            return usual_fdopen(fd, mode, buffering, encoding, *arguments, **options)
        binary = PrintedBytes(printer, names[fd])
        if "b" in mode:
            return binary
        if not buffering:
            raise ValueError("can't have unbuffered text I/O")
        return io.TextIOWrapper(binary, encoding or "utf-8", line_buffering=buffering == 1)

    os.write, os.fdopen = write, fdopen
