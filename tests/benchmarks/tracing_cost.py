"""What tracing costs: run time traced against untraced, interleaved, medians and ratios.

    uv run python -m tests.benchmarks.tracing_cost

After its first 5,000 events the tracer no longer watches; what is left should cost next to nothing.
"""

from __future__ import annotations

import platform
import statistics
import time

from switchpoint.tracing.tracer import Tracer

ROUNDS = 9
PROGRAMS = {
    "200 generator steps": "def g():\n    for i in range(200):\n        yield i\n\nsum(g())\n",
    "1,000,000 generator steps": (
        "def g():\n    for i in range(1_000_000):\n        yield i\n\nsum(g())\n"
    ),
    "1,000,000 plain calls": ("def f(x):\n    return x\n\nfor i in range(1_000_000):\n    f(i)\n"),
    "1,000,000 plain calls beside a generator": (
        "def f(x):\n    return x\n\ndef g():\n    yield\n\nlist(g())\n"
        "for i in range(1_000_000):\n    f(i)\n"
    ),
    "no calls at all": "total = 0\nfor i in range(3_000_000):\n    total += i\n",
    "100,000 greenlet switches": (
        "from greenlet import getcurrent, greenlet\n\ndef f():\n    back = getcurrent().parent\n"
        "    while True:\n        back.switch()\n\n"
        "g = greenlet(f)\nfor i in range(100_000):\n    g.switch()\n"
    ),
}


def seconds(source: str, traced: bool) -> float:
    """Run a program once; return the seconds its code took."""
    tracer = Tracer("program.py", lambda: 0)
    code = tracer.compile(source) if traced else compile(source, "program.py", "exec")
    names = {"__name__": "__main__"}
    if traced:
        tracer.start()
    began = time.perf_counter()
    exec(code, names)
    ended = time.perf_counter()
    tracer.stop()
    return ended - began


def main() -> None:
    """Print the table."""
    print(f"{platform.python_implementation()} {platform.python_version()}, {ROUNDS} rounds")
    print(f"{'program':42} {'plain ms':>9} {'traced ms':>9} {'ratio':>6}  spread of ratios")
    for name, source in PROGRAMS.items():
        pairs = [(seconds(source, False), seconds(source, True)) for _ in range(ROUNDS)]
        plain, traced = (statistics.median(side) for side in zip(*pairs, strict=True))
        ratios = sorted(after / before for before, after in pairs)
        print(
            f"{name:42} {plain * 1e3:9.2f} {traced * 1e3:9.2f} {traced / plain:6.2f}"
            f"  {ratios[0]:.2f} to {ratios[-1]:.2f}"
        )


if __name__ == "__main__":
    main()
