"""How an experiment says what it measured: one JSON line for each sample, on standard output.

An experiment takes one argument, ``--size``: "full", "quick" (under a minute for all experiments)
or "tiny" (as small as it can be; tests use it).
"""

from __future__ import annotations

import argparse
import json
from typing import Literal

from switchpoint.measuring.results import ALL

type Size = Literal["full", "quick", "tiny"]

SIZES: tuple[Size, ...] = ("full", "quick", "tiny")


def size_from_arguments(doc: str | None) -> Size:
    """Parse the command line of an experiment; return the wanted size."""
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("--size", choices=SIZES, default="full")
    size: Size = parser.parse_args().size
    return size


def note(kind: str, value: float, *, measure: str = "time", point: object = ALL) -> None:
    """Print one sample."""
    line = {"kind": kind, "value": value, "measure": measure, "point": str(point)}
    print(json.dumps(line), flush=True)


def note_missing(kind: str, why: str) -> None:
    """Print that a kind cannot be measured here, and why."""
    print(json.dumps({"kind": kind, "missing": why}), flush=True)
