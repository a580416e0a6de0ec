"""What of a traceback is folded: all above the innermost frame, and never the error itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from switchpoint.tracing.tracebacks import folded

LAST = '  File "p.py", line {}, in {}\n'

FOLDED = {
    "two frames": ("def f():\n    1 / 0\n\nf()\n", LAST.format(2, "f")),
    "a chain": (
        "try:\n    {}['a']\nexcept KeyError:\n    int('x')\n",
        LAST.format(4, "<module>"),
    ),
    "a cause": (
        "def f():\n    raise OSError('b') from KeyError('a')\n\nf()\n",
        LAST.format(2, "f"),
    ),
    "after other words": (
        "import sys\nprint('warning', file=sys.stderr)\n\ndef f():\n    1 / 0\n\nf()\n",
        LAST.format(5, "f"),
    ),
    "a message of several lines": (
        "def f():\n    raise ValueError('a\\n  File \"x\"\\n b')\n\nf()\n",
        LAST.format(2, "f"),
    ),
}

WHOLE = {
    "one frame": "1 / 0\n",
    "a syntax error": "def f(:\n",
    "a group": "def f():\n    raise ExceptionGroup('all', [OSError('a'), KeyError('b')])\n\nf()\n",
    "a text": "import sys\nsys.exit('too bad')\n",
    "nothing": "",
    "forgery": "import sys\nsys.exit('Traceback (most recent call last):\\nno frame')\n",
}


def complaint(folder: Path, source: str) -> str:
    (folder / "p.py").write_text(source)
    done = subprocess.run(
        [sys.executable, "p.py"], cwd=folder, capture_output=True, text=True, timeout=30
    )
    return done.stderr.replace(f"{folder}/", "")


@pytest.mark.parametrize(("source", "rest"), FOLDED.values(), ids=FOLDED.keys())
def test_the_way_there_is_folded(tmp_path: Path, source: str, rest: str) -> None:
    printed = complaint(tmp_path, source)
    span = folded(printed)
    assert span is not None, printed
    start, end = span
    assert printed[start:].startswith("Traceback (most recent call last):\n")
    assert printed[end:].startswith(rest)
    assert "warning" not in printed[start:]


@pytest.mark.parametrize("source", WHOLE.values(), ids=WHOLE.keys())
def test_what_is_short_stays_whole(tmp_path: Path, source: str) -> None:
    assert folded(complaint(tmp_path, source)) is None


def test_a_very_long_complaint_is_looked_through_from_its_end() -> None:
    frames = "".join(f'  File "p.py", line {n}, in f\n    f()\n' for n in (1, 2))
    end = f"Traceback (most recent call last):\n{frames}ValueError: x\n"
    span = folded("noise\n" * 100_000 + end)
    assert span is not None
    assert span[0] == 600_000
