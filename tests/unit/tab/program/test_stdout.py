"""What a program prints, and when the page is told."""

from __future__ import annotations

from switchpoint.tab.program import stdout
from tests.unit.tab.test_session import Shown, run


def test_output_keeps_its_order_across_streams() -> None:
    _, shown = run("import sys\nfor i in range(3):\n    print(i)\n    print(i, file=sys.stderr)\n")
    assert [text for _, text in shown.texts] == ["0\n", "0\n", "1\n", "1\n", "2\n", "2\n"]


def test_a_line_is_sent_when_it_is_whole() -> None:
    _, shown = run("print('a', end='')\nprint('b')\nprint('c')\n")
    assert shown.texts == [("stdout", "ab\n"), ("stdout", "c\n")]


def test_many_lines_are_gathered() -> None:
    _, shown = run("for i in range(20_000):\n    print(i)\n")
    assert shown.of("stdout") == "".join(f"{i}\n" for i in range(20_000))
    assert len(shown.texts) < 2_000


def test_too_much_is_cut_once_and_the_program_runs_on() -> None:
    exit_code, shown = run("print('x' * 3_000_000)\nprint('more')\nraise SystemExit(4)\n")
    assert exit_code == 4
    assert shown.of("stdout") == "x" * stdout.OUTPUT_LIMIT
    assert shown.cuts == 1


def test_what_is_shown_is_sent_although_a_program_never_ends() -> None:
    shown = Shown()
    printer = stdout.Printer(shown.write, shown.cut)
    for _ in range(stdout.OUTPUT_LIMIT):
        printer.put("stdout", "xy")
    assert len(shown.of("stdout")) == stdout.OUTPUT_LIMIT


def test_characters_written_in_parts_and_bytes_that_are_none() -> None:
    program = "import sys\nfor byte in '切'.encode() + b'\\xff\\n':\n"
    _, shown = run(program + "    sys.stdout.buffer.write(bytes([byte]))\n")
    assert shown.of("stdout") == "切\\xff\n"
