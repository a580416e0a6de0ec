"""The tab's session beside CPython itself: the same output, traceback and exit code."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.tab.running import run_in_session as run
from tests.unit.tab.running import run_python

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
    "prints a lone surrogate": "print('\\ud800')\n",
    "raises a lone surrogate": "raise ValueError('\\ud800')\n",
    "is empty": "",
    "has no newline": "print(1)",
    "asks for descriptors": "import sys\nprint(sys.stdout.fileno(), sys.stderr.fileno())\n",
    "looks around": "import sys\nprint(__name__, __file__, sys.argv, __doc__)\n",
    "pickles its own class": (
        "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))).__name__)\n"
    ),
    "dies last words": "class A:\n    def __del__(self):\n        print('gone')\n\na = A()\n",
    "dies with its names": (
        "class A:\n    def __del__(self):\n        print(NAME, len('abc'), note())\n\n"
        "def note():\n    return 'noted'\n\na = A()\nNAME = 'name'\nb = [A()]\n"
    ),
    "lives on in sys": (
        "import __main__, sys\n\nclass A:\n    def __del__(self):\n        print(one, _two)\n\n"
        "sys.keep = __main__\none, _two, _a, b = 1, 2, A(), A()\n"
    ),
    "remembers its last error": (
        "import atexit, sys\n\nclass A:\n    def __del__(self):\n        print('dies', NAME)\n\n"
        "def f():\n    a = A()\n    1 / 0\n\nNAME = 1\n"
        "def show():\n    print(sys.last_exc, sys.last_value is sys.last_exc)\n"
        "    print(sys.last_traceback.tb_lineno, '__file__' in globals())\n\n"
        "atexit.register(show)\n"
        "f()\n"
    ),
    "exits with objects": (
        "import sys\n\nclass A:\n    def __del__(self):\n        print('dies', file=sys.stderr)\n\n"
        "def f():\n    a = A()\n    sys.exit('exits')\n\nf()\n"
    ),
    "imports too late": (
        "class A:\n    def __del__(self):\n        try:\n            import json\n"
        "        except ImportError as error:\n            print(error)\n"
        "        try:\n            open('x')\n"
        "        except NameError as error:\n            print(error)\n\na = A()\n"
    ),
    "changes builtins": (
        "import builtins\n\nclass A:\n    def __del__(self):\n        print(len('abc'), NAME)\n\n"
        "NAME = 1\nbuiltins.mine = A()\nbuiltins.len = lambda it: 5\n"
    ),
    "leaves threads behind": (
        "import atexit, threading, time\n\ndef f():\n    time.sleep(0.05)\n    print('thread')\n\n"
        "atexit.register(print, 'exit function')\nthreading._register_atexit(print, 'before')\n"
        "threading.Thread(target=f).start()\nprint('main')\n"
    ),
    "handles a signal": (
        "import signal\n\nclass A:\n    def __del__(self):\n        print('dies')\n\n"
        "a = A()\nsignal.signal(signal.SIGUSR1, lambda *given: None)\n"
    ),
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
    "is profiled to its end": (
        "import os, sys\n\nsys.setprofile(lambda f, event, arg: print(f.f_code.co_name, event))\n"
        "os.getpid()\n"
    ),
    "is traced to its end": (
        "import sys\n\n\ndef f(): pass\n\n\n"
        "sys.settrace(lambda f, event, arg: print(f.f_code.co_name, event))\nf()\n"
    ),
    "is monitored to its end": (
        "from sys import monitoring as m\n\nm.use_tool_id(2, 'x')\n"
        "m.register_callback(2, m.events.PY_START, lambda code, at: print(code.co_name))\n"
        "m.set_events(2, m.events.PY_START)\n\n\ndef f(): pass\n\n\nf()\n"
    ),
    "reads at the end": "import sys\nprint(repr(sys.stdin.read()))\n",
    "asks without anybody there": "input()\n",
    "warns": "import warnings\nprint(len(warnings.filters) > 0)\n",
    "prints no text": "import sys\nsys.stdout.write(1)\n",
    "annotates": "x: int = 1\nprint(__annotations__)\n",
}


@pytest.mark.parametrize("source", PROGRAMS.values(), ids=PROGRAMS.keys())
def test_like_cpython(tmp_path: Path, source: str) -> None:
    here = run(source, tmp_path)
    real = run_python(["program.py"], tmp_path)
    assert (here["exit_code"], here["stdout"], alike(here["stderr"])) == (
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


def test_an_interrupt_ends_as_in_a_terminal(tmp_path: Path) -> None:
    ended = run("raise KeyboardInterrupt\n", tmp_path)
    assert ended["exit_code"] == 130
    assert ended["stderr"].splitlines()[-1] == "KeyboardInterrupt"


def test_a_failure_while_threads_are_waited_for_is_told(tmp_path: Path) -> None:
    source = "import threading\n\ndef f():\n    1 / 0\n\nthreading._register_atexit(f)\n"
    ended = run(source, tmp_path)
    assert ended["exit_code"] == 0
    told = ended["stderr"].splitlines()
    assert told[0] == "Exception ignored on threading shutdown:"
    assert told[-1] == "ZeroDivisionError: division by zero"


def test_a_closed_stream_complains_as_a_file_does(tmp_path: Path) -> None:
    ended = run("import sys\nsys.stdout.close()\nprint(1)\n", tmp_path)
    assert ended["exit_code"] == 1
    assert ended["stderr"].endswith("ValueError: I/O operation on closed file.\n")


FAILURES = {
    "in a call": ("def f():\n    return 'é' + 1 / 0\n\nf()\n", [2, 18, 23, "ZeroDivisionError: "]),
    "in a library": ("import json\n\njson.loads('{')\n", [3, 1, 16, "json.decoder.JSON"]),
    "does not parse": ("x = 1\ny = é + * 2\n", [2, 9, 10, "SyntaxError: invalid syntax"]),
    "is interrupted": ("raise KeyboardInterrupt\n", [1, 1, 24, "KeyboardInterrupt"]),
    "has a note": (
        "e = ValueError('bad')\ne.add_note('a note')\nraise e\n",
        [3, 1, 8, "ValueError: bad"],
    ),
    "has two lines": ("raise ValueError('one\\ntwo')\n", [1, 1, 29, "ValueError: one"]),
    "has a line before the first": (
        "raise SyntaxError('m', (__file__, -1, 1, 'x'))\n",
        [1, 1, 47, "SyntaxError: m"],
    ),
    "has a line that is no number": (
        "raise SyntaxError('m', (__file__, 'x', 10**30, 'x'))\n",
        [1, 1, 53, "SyntaxError: m"],
    ),
    "has a text that is none": (
        "raise SyntaxError('m', (__file__, 1, 1, 3))\n",
        [1, 1, 0, "SyntaxError"],
    ),
    "has columns that are no numbers": (
        "raise SyntaxError('m', (__file__, 1, 'x', 'x', 1, -1))\n",
        [1, 0, 0, "SyntaxError"],
    ),
    "has a message that begins with a line's end": (
        "raise ValueError('\\n  next')\n",
        [1, 1, 29, "ValueError:"],
    ),
    "has fields that fail": (
        "class Odd(int):\n    __eq__ = __str__ = None\n    __hash__ = None\n\n"
        "raise SyntaxError(Odd(), (Odd(), Odd(), Odd(), Odd()))\n",
        [5, 1, 55, "SyntaxError"],
    ),
    "has a line that fails": (
        "class Odd(int):\n    __eq__ = __str__ = None\n    __hash__ = None\n\n"
        "raise SyntaxError('m', (__file__, Odd(), Odd(), 'x', Odd(), Odd()))\n",
        [5, 1, 68, "SyntaxError"],
    ),
    "has a lone surrogate": (
        "raise ValueError('\\ud800')\n",
        [1, 1, 27, "ValueError: \\ud800"],
    ),
    "has no message": ("raise ValueError\n", [1, 1, 17, "ValueError"]),
}


@pytest.mark.parametrize(("source", "wanted"), FAILURES.values(), ids=FAILURES.keys())
def test_a_failure_is_told_with_its_place(tmp_path: Path, source: str, wanted: list[Any]) -> None:
    line, column, end_column, message = run(source, tmp_path)["failure"]
    assert [line, column] == wanted[:2]
    assert end_column in (0, wanted[2])
    assert message.startswith(wanted[3])
    assert not message.endswith(("note", "two"))


def test_an_exit_is_no_failure(tmp_path: Path) -> None:
    for source in ("print(1)\n", "raise SystemExit(3)\n"):
        assert run(source, tmp_path)["failure"] is None


def test_code_without_lines_has_line_0_in_the_trace(tmp_path: Path) -> None:
    source = (
        "import ast\n\ntree = ast.parse('def gen():\\n yield\\n raise ValueError')\n"
        "for node in ast.walk(tree):\n    for name in node._attributes:\n"
        "        setattr(node, name, -1)\nexec(compile(tree, __file__, 'exec'))\nlist(gen())\n"
    )
    ended = run(source, tmp_path)
    assert [event["line"] for event in ended["trace"]["events"]] == [0]
    assert ended["failure"] == [8, 1, 12, "ValueError"]


EXITS = {
    "a number beyond C's": "raise SystemExit(2**100)\n",
    "a negative number": "raise SystemExit(-1)\n",
    "a number of its own kind": (
        "class Odd(int):\n    def __and__(self, other): return 'x'\n\nraise SystemExit(Odd(7))\n"
    ),
    "an object without a text": (
        "class Odd:\n    def __str__(self): raise OSError\n\nraise SystemExit(Odd())\n"
    ),
}


@pytest.mark.parametrize("source", EXITS.values(), ids=EXITS.keys())
def test_an_odd_exit_code_is_taken_as_cpython_does(tmp_path: Path, source: str) -> None:
    here = run(source, tmp_path)
    assert here["exit_code"] == run_python(["program.py"], tmp_path).returncode


def test_what_took_all_memory_does_not_keep_it(tmp_path: Path) -> None:
    source = (
        "from sys import stderr\n\n\nclass Big:\n    def __del__(self, out=stderr):\n"
        "        out.write('freed\\n')\n\n\nbig = Big()\nraise MemoryError\n"
    )
    ended = run(source, tmp_path)
    assert ended["exit_code"] == 1
    assert ended["stderr"].startswith("freed\nTraceback"), "before the traceback"
    assert ended["stderr"].endswith("MemoryError\n")


def test_the_way_to_an_error_can_be_folded(tmp_path: Path) -> None:
    ended = run("def f():\n    1 / 0\n\nf()\n", tmp_path)
    start, end = ended["fold"]
    assert ended["stderr"][start:end].endswith("f()\n    ~^^\n")
    assert ended["stderr"][end:].startswith('  File "program.py", line 2, in f\n')


BROKEN = {
    "len": "import builtins\nbuiltins.len = lambda it: 42\nprint(len('abc'))\n1 / 0\n",
    "all": (
        "import builtins\nshow = print\nfor name in list(vars(builtins)):\n"
        "    if name[0] != '_':\n        builtins.__dict__[name] = None\nshow('still here')\n"
    ),
    "modules": "import sys\nsys.modules.clear()\nprint('still here')\n",
}


@pytest.mark.parametrize("source", BROKEN.values(), ids=BROKEN.keys())
def test_a_program_may_replace_what_the_tab_stands_on(tmp_path: Path, source: str) -> None:
    here = run(source, tmp_path)
    real = run_python(["program.py"], tmp_path)
    assert (here["exit_code"], here["stdout"]) == (real.returncode, real.stdout)
    # not the marks under a line: CPython draws them with the program's builtins
    assert here["stderr"].splitlines()[-1:] == real.stderr.splitlines()[-1:]
