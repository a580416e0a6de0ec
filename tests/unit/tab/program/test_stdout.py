"""What a program prints, and when the page is told."""

from __future__ import annotations

import os

import pytest

from switchpoint.tab.program.stdout import OUTPUT_LIMIT, PrintedText, Printer, print_descriptors


class Shown:
    """A printer, and what its page has been told."""

    def __init__(self) -> None:
        self.texts: list[tuple[str, str]] = []
        self.cuts = 0
        self.printer = Printer(lambda *text: self.texts.append(text), self.cut)
        self.stdout = PrintedText(self.printer, "stdout")
        self.stderr = PrintedText(self.printer, "stderr")

    def cut(self) -> None:
        self.cuts += 1

    def of(self, stream: str) -> str:
        return "".join(text for kind, text in self.texts if kind == stream)


def test_output_keeps_its_order_across_streams() -> None:
    shown = Shown()
    for number in range(3):
        print(number, file=shown.stdout)
        print(number, file=shown.stderr)
    shown.printer.flush()
    order = [(kind, digit) for kind, text in shown.texts for digit in text.strip()]
    assert order == [(kind, str(n)) for n in range(3) for kind in ("stdout", "stderr")]


def test_a_whole_line_is_sent_at_once() -> None:
    shown = Shown()
    print("a", file=shown.stdout)
    print("b", file=shown.stdout)
    assert shown.of("stdout") == "a\nb\n", "without a flush"


def test_many_lines_are_gathered() -> None:
    shown = Shown()
    for number in range(20_000):
        print(number, file=shown.stdout)
    shown.printer.flush()
    assert shown.of("stdout") == "".join(f"{number}\n" for number in range(20_000))
    assert len(shown.texts) < 2_000


def test_too_much_is_cut_once_and_the_program_runs_on() -> None:
    shown = Shown()
    print("x" * 3_000_000, file=shown.stdout)
    print("more", file=shown.stdout)
    assert shown.of("stdout") == "x" * OUTPUT_LIMIT
    assert shown.cuts == 1


def test_what_is_shown_is_sent_although_a_program_never_ends() -> None:
    shown = Shown()
    for _ in range(OUTPUT_LIMIT):
        shown.printer.put("stdout", "xy")
    assert len(shown.of("stdout")) == OUTPUT_LIMIT


def test_characters_written_in_parts_and_bytes_that_are_none() -> None:
    shown = Shown()
    for byte in "切".encode() + b"\xff\n":
        shown.stdout.buffer.write(bytes([byte]))
    shown.printer.flush()
    assert shown.of("stdout") == "切\\xff\n"


def test_a_detached_stream_gives_its_bytes_away() -> None:
    shown = Shown()
    below = shown.stdout.detach()
    for use in lambda: shown.stdout.write("x"), shown.stdout.flush, shown.stdout.fileno:
        with pytest.raises(ValueError, match=r"^underlying buffer has been detached$"):
            use()
    shown.stdout.close()  # as when it is no longer referenced
    assert below.write("汉\n".encode()) == 4
    assert shown.of("stdout") == "汉\n"


def test_closing_the_text_closes_the_bytes() -> None:
    shown = Shown()
    shown.stdout.close()
    with pytest.raises(ValueError, match="closed file"):
        shown.stdout.write("x")
    with pytest.raises(ValueError, match="closed file"):
        shown.stdout.buffer.write(b"x")
    with pytest.raises(TypeError, match=r"^a bytes-like object is required, not 'str'$"):
        shown.stderr.buffer.write("x")  # type: ignore[arg-type]


def test_files_on_the_descriptors_print(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Shown()
    monkeypatch.setattr(os, "write", os.write)
    monkeypatch.setattr(os, "fdopen", os.fdopen)
    print_descriptors(shown.printer)
    os.write(1, b"bytes\n")
    with os.fdopen(2, "wb", 0) as binary:
        binary.write(b"error\n")
    text = os.fdopen(1, "w")
    text.write("kept, ")
    os.fdopen(1, "w", 1).write("at once\n")
    assert shown.of("stderr") == "error\n"
    assert shown.of("stdout") == "bytes\nat once\n"
    text.close()
    shown.printer.flush()
    assert shown.of("stdout") == "bytes\nat once\nkept, "
    with pytest.raises(ValueError, match="unbuffered text"):
        os.fdopen(1, "w", 0)
    reading, writing = os.pipe()
    with os.fdopen(writing, "w") as file:
        file.write("piped")
    with os.fdopen(reading) as file:
        assert file.read() == "piped"
