"""Show a measured number: the digits that count, the unit that fits, where it comes from."""

from __future__ import annotations

import re
from math import floor, log10

from switchpoint.measuring.results import Results
from switchpoint.pages.measured.reference import Figure
from switchpoint.tracing.words import Language, words

_STEPS = {
    "s": ((1, "s"), (1e-3, "ms"), (1e-6, "µs"), (0, "ns")),
    "bytes": ((2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB"), (0, "B")),
}
"""Units with the least number that is shown in them, the greatest first."""

_SIZE = {"s": 1, "ms": 1e-3, "µs": 1e-6, "ns": 1e-9, "GiB": 2**30, "MiB": 2**20, "KiB": 2**10}


def show(figure: Figure, language: Language) -> str:
    """Return the median in words: "49 ns", "18 times", "no difference seen"."""
    if figure.is_no_difference:
        return words(language, "measured")["no_difference"]
    return number(figure.middle, figure.unit, language)


def show_spread(figure: Figure, language: Language) -> str:
    """Return the least and the greatest, "2.2 µs – 4.3 µs"; one number where they look the same."""
    least, most = (number(it(figure.samples), figure.unit, language) for it in (min, max))
    return least if least == most else f"{least} – {most}"


def number(x: float, unit: str, language: Language) -> str:
    """Return a number with its unit."""
    if unit == "ratio":
        nearly_one = 0.9 < x < 1.1
        return words(language, "measured")["times"].format(n=digits(x, 3 if nearly_one else 2))
    if unit == "share":
        return f"{digits(x * 100)}%"
    if unit == "count":
        return f"{x:,.0f}" if x == int(x) else digits(x)
    name = unit_of(x, unit)
    return f"{digits(x / _SIZE.get(name, 1), 3 if unit == 'bytes' else 2)} {name}"


def axis_number(x: float, unit: str, language: Language) -> str:
    """Return a number beside an axis, "1 µs", not "1.0 µs"."""
    shown = re.sub(r"(\.\d*?)0+(?!\d)", r"\1", number(x, unit, language))
    return re.sub(r"\.(?!\d)", "", shown) if x else "0"


def unit_of(x: float, unit: str) -> str:
    """Return the name of the unit that a number of seconds or bytes is shown in."""
    nearly = 0.9995 if unit == "bytes" else 0.995  # 999.6 µs are 1 ms
    return next(name for least, name in _STEPS[unit] if abs(x) >= least * nearly)


def digits(x: float, count: int = 2) -> str:
    """Return a number with so many digits that count; those of a greater one are all there."""
    if x == 0:
        return "0"
    rounded = float(f"{x:.{count}g}")
    before = floor(log10(abs(rounded))) + 1 if abs(rounded) >= 1 else 0
    return f"{rounded:,.{max(count - before, 0)}f}"


def where(results: Results, language: Language) -> str:
    """Return when and where something was measured, in one sentence."""
    return words(language, "measured")["where"].format(
        date=results.date,
        machine=results.machine,
        python=results.python,
        versions=", ".join(f"{name} {version}" for name, version in results.versions.items()),
        before=f"{results.load[0]:.1f}",
        after=f"{results.load[1]:.1f}",
        rounds=results.rounds,
    )


def kind_name(kind: str, language: Language) -> str:
    """Return what a kind is called on pages."""
    return words(language, "measured_kinds").get(kind, kind.replace("_", " "))
