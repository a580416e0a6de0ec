"""The tab's session beside CPython itself: the same output, traceback and exit code."""

from __future__ import annotations

import atexit
import builtins
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from switchpoint.tab import session

PROGRAMS = {
    "prints": "print('one')\nprint('two', end='')\n",
    "both streams": "import sys\nprint('out')\nprint('err', file=sys.stderr)\n",
    "raises": "def f():\n    1 / 0\n\nf()\n",
    "raises while handling": "try:\n    {}['a']\nexcept KeyError:\n    int('x')\n",
    "raises from": "try:\n    {}['a']\nexcept KeyError as e:\n    raise OSError('b') from e\n",
    "raises a group": "raise ExceptionGroup('all', [OSError('a'), KeyError('b')])\n",
    "StopIteration": "def f():\n    yield 1\n\na = f()\nnext(a)\nnext(a)\n",
    "StopIteration in a generator": "def f():\n    next(iter([]))\n    yield\n\nnext(f())\n",
    "does not parse": "def f(:\n    pass\n",
    "is indented badly": "if 1:\nprint(1)\n",
    "recurses for ever": "import sys\nsys.setrecursionlimit(100)\ndef f():\n    f()\n\nf()\n",
    "exits with a number": "raise SystemExit(3)\n",
    "exits with nothing": "raise SystemExit\n",
    "exits with a text": "import sys\nsys.exit('too bad')\n",
    "exits with too large a number": "import sys\nsys.exit(256)\n",
    "is empty": "",
    "has no newline": "print(1)",
    "asks for descriptors": "import sys\nprint(sys.stdout.fileno(), sys.stderr.fileno())\n",
    "looks around": "import sys\nprint(__name__, __file__, sys.argv, __doc__)\n",
    "pickles its own class": (
        "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))).__name__)\n"
    ),
    "dies last words": "class A:\n    def __del__(self):\n        print('gone')\n\na = A()\n",
    "closes a generator at the end": (
        "def f():\n    try:\n        yield 1\n    finally:\n        print('closed')\n\n"
        "a = f()\nnext(a)\n"
    ),
    "writes bytes": (
        "import sys\nsys.stdout.buffer.write('切换\\n'.encode())\nsys.stdout.flush()\n"
        "sys.stdout.reconfigure(line_buffering=True)\nprint('text')\n"
    ),
    "awaits outside a function": "import asyncio\nawait asyncio.sleep(0)\n",
    "returns outside a function": "x = 1\nreturn x\n",
    "breaks outside a loop": "if 1:\n    break",
    "logs": "import logging\nlogging.basicConfig()\nlogging.getLogger('a.b').warning('careful')\n",
    "logs less": "import logging\nlogging.warning('careful')\nlogging.info('never')\n",
    "reads bytes": "import sys\nprint(sys.stdin.buffer.readline(), sys.stdin.buffer.read())\n",
    "says farewell": (
        "import atexit\n\n\ndef bad():\n    1 / 0\n\n\ndef off():\n    print('never')\n\n\n"
        "@atexit.register\ndef last():\n    print('last')\n\n\n"
        "atexit.register(off)\natexit.register(bad)\natexit.register(print, 1, 2, sep='-')\n"
        "atexit.unregister(off)\nprint('end')\n"
    ),
    "says farewell after an error": "import atexit\natexit.register(print, 'bye')\n1 / 0\n",
    "registers no function": "import atexit\natexit.register(1)\n",
    "tells of errors itself": (
        "import sys\n\n\ndef hook(kind, error, trace):\n"
        "    print(kind.__name__, error, trace.tb_lineno, trace.tb_next)\n\n\n"
        "sys.excepthook = hook\n1 / 0\n"
    ),
    "tells of errors and fails": (
        "import sys\n\n\ndef hook(kind, error, trace):\n    raise ValueError('in hook')\n\n\n"
        "sys.excepthook = hook\n1 / 0\n"
    ),
    "hears what is ignored": (
        "import sys\n\n\nclass A:\n    def __del__(self):\n        1 / 0\n\n\n"
        "sys.unraisablehook = lambda about: print(about.exc_value)\nA()\n"
    ),
    "reads at the end": "import sys\nprint(repr(sys.stdin.read()))\n",
    "asks without anybody there": "input()\n",
    "warns": "import warnings\nprint(len(warnings.filters) > 0)\n",
    "prints no text": "import sys\nsys.stdout.write(1)\n",
    "annotates": "x: int = 1\nprint(__annotations__)\n",
}


class Shown:
    """What a page would have been told."""

    def __init__(self) -> None:
        self.texts: list[tuple[str, str]] = []
        self.cuts = 0

    def write(self, stream: str, text: str) -> None:
        self.texts.append((stream, text))

    def cut(self) -> None:
        self.cuts += 1

    def of(self, stream: str) -> str:
        return "".join(text for kind, text in self.texts if kind == stream)


def run(source: str) -> tuple[int, Shown]:
    shown = Shown()
    return session.run(source, "program.py", shown.write, shown.cut).exit_code, shown


@pytest.mark.parametrize("source", PROGRAMS.values(), ids=PROGRAMS.keys())
def test_like_cpython(tmp_path: Path, source: str) -> None:
    (tmp_path / "program.py").write_text(source)
    real = subprocess.run(
        [sys.executable, "program.py"],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        env={"NO_COLOR": "1", "PYTHONUTF8": "1"},
    )
    exit_code, shown = run(source)
    assert (exit_code, shown.of("stdout"), alike(shown.of("stderr"))) == (
        real.returncode,
        real.stdout.replace(f"{tmp_path}/", ""),
        alike(real.stderr.replace(f"{tmp_path}/", "")),
    )


def alike(printed: str) -> str:
    """Hide how deep a recursion went: the session's own frames, and pytest's, take their part."""
    if sys.version_info < (3, 13):  # marks a file's syntax error and a text's in two ways
        printed = re.sub(r"(?m)^ +\^+\n", "", printed)
    printed = re.sub(r" at 0x\w+", " at 0x…", printed)
    return re.sub(r"repeated \d+ more times", "repeated … more times", printed)


def test_an_interrupt_ends_as_in_a_terminal() -> None:
    exit_code, shown = run("raise KeyboardInterrupt\n")
    assert exit_code == 130
    assert shown.of("stderr").splitlines()[-1] == "KeyboardInterrupt"


def test_a_program_leaves_nothing_behind() -> None:
    before = (
        sys.stdout,
        sys.stderr,
        sys.stdin,
        sys.argv,
        sys.modules["__main__"],
        builtins.print,
        time.sleep,
        set(vars(builtins)),
        sys.excepthook,
        sys.unraisablehook,
        (sys.path, list(sys.path)),
        (sys.meta_path, list(sys.meta_path)),
        atexit.register,
    )
    run(
        "import builtins, sys, time\nbuiltins.print = None\nbuiltins.more = 1\nsys.argv = []\n"
        "sys.stdout = sys.stderr = sys.stdin = None\nsys.modules['__main__'] = None\n"
        "sys.excepthook = sys.unraisablehook = sys.path = None\nsys.meta_path.clear()\n"
    )
    assert before == (
        sys.stdout,
        sys.stderr,
        sys.stdin,
        sys.argv,
        sys.modules["__main__"],
        builtins.print,
        time.sleep,
        set(vars(builtins)),
        sys.excepthook,
        sys.unraisablehook,
        (sys.path, list(sys.path)),
        (sys.meta_path, list(sys.meta_path)),
        atexit.register,
    )


def test_logging_is_as_it_was() -> None:
    run(
        "import logging\nlogging.basicConfig(level=logging.DEBUG)\nlogging.disable(logging.ERROR)\n"
        "log = logging.getLogger('switchpoint.test')\nlog.propagate = False\n"
        "log.addHandler(logging.StreamHandler())\nlog.setLevel(logging.ERROR)\n"
    )
    _, shown = run(
        "import logging\nlog = logging.getLogger('switchpoint.test')\nlog.info('never')\n"
        "print(log.handlers, log.level, log.propagate)\nlogging.warning('once')\n"
    )
    assert shown.of("stdout") == "[] 0 True\n"
    assert shown.of("stderr") == "WARNING:root:once\n"


def test_a_closed_stream_complains_as_a_file_does() -> None:
    exit_code, shown = run("import sys\nsys.stdout.close()\nprint(1)\n")
    assert exit_code == 1
    assert shown.of("stderr").endswith("ValueError: I/O operation on closed file.\n")


FAILURES = {
    "in a call": ("def f():\n    return 'é' + 1 / 0\n\nf()\n", (2, 18, 23, "ZeroDivisionError")),
    "in a library": ("import json\n\njson.loads('{')\n", (3, 1, 16, "json.decoder.JSON")),
    "does not parse": ("x = 1\ny = é + * 2\n", (2, 9, 0, "SyntaxError: invalid syntax")),
    "is interrupted": ("raise KeyboardInterrupt\n", (1, 1, 0, "KeyboardInterrupt")),
}


@pytest.mark.parametrize(("source", "where"), FAILURES.values(), ids=FAILURES.keys())
def test_a_failure_is_told_with_its_place(source: str, where: tuple[int, int, int, str]) -> None:
    shown = Shown()
    failure = session.run(source, "program.py", shown.write, shown.cut).failure
    assert failure is not None
    line, column, end_column, message = where
    assert (failure.line, failure.column) == (line, column)
    assert failure.end_column == end_column or not end_column
    assert failure.message.startswith(message)


def test_an_exit_is_no_failure() -> None:
    shown = Shown()
    for source in ("print(1)\n", "raise SystemExit(3)\n"):
        assert session.run(source, "program.py", shown.write, shown.cut).failure is None


def test_what_took_all_memory_does_not_keep_it() -> None:
    source = "class Big:\n    def __del__(self):\n        print('freed')\n\n"
    exit_code, shown = run(source + "big = Big()\nraise MemoryError\n")
    assert exit_code == 1
    assert next(text for _, text in shown.texts if text) == "freed\n", "before the traceback"
    assert shown.of("stderr").endswith("MemoryError\n")


def test_the_way_to_an_error_can_be_folded() -> None:
    shown = Shown()
    ended = session.run("def f():\n    1 / 0\n\nf()\n", "p.py", shown.write, shown.cut)
    assert ended.fold is not None
    start, end = ended.fold
    assert shown.of("stderr")[start:end].endswith("f()\n    ~^^\n")
    assert shown.of("stderr")[end:].startswith('  File "p.py", line 2, in f\n')


def test_javascript_is_known_only_by_its_names() -> None:
    def knows(source: str) -> bool:
        return session.Session(source, "p.py", Shown().write, Shown().cut).knows_javascript

    assert knows("from pyodide.ffi import run_sync\n")
    assert knows("def f():\n    import js\n")
    assert not knows("js = 1\nimport json\n")
