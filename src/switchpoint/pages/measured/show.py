"""Show a measured number: two digits that count, the unit that fits, where it comes from."""

from __future__ import annotations

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
        return words(language, "measured")["times"].format(n=digits(x))
    if unit == "share":
        return f"{digits(x * 100)}%"
    if unit == "count":
        return f"{x:,.0f}" if x == int(x) else digits(x)
    name = unit_of(x, unit)
    return f"{digits(x / _SIZE.get(name, 1))} {name}"


def unit_of(x: float, unit: str) -> str:
    """Return the name of the unit that a number of seconds or bytes is shown in."""
    rounded = float(f"{abs(x):.2g}")  # 999.6 µs are 1 ms
    return next(name for least, name in _STEPS[unit] if rounded >= least)


def digits(x: float) -> str:
    """Return a number with two digits that count; those of a greater one are all there."""
    if x == 0:
        return "0"
    rounded = float(f"{x:.2g}")
    if abs(rounded) >= 10:
        return f"{rounded:,.0f}"
    return f"{rounded:.{1 if abs(rounded) >= 1 else 2}f}"


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
